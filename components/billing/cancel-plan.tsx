"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { cancelSubscription } from "@/lib/api-client/billing";
import { billingKey } from "@/lib/api-client/keys";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { canPause, PausePlan } from "./pause-plan";
import { PlanLosses } from "./plan-losses";
import { useFormat } from "./use-format";

const REASON_MAX = 500;

export interface CancelPlanProps {
  state: BillingStateDto;
  plans: PlanDto[];
}

/** "Cancel plan" and its dialog: two presses, with the date, what goes, and no hoops. */
export function CancelPlan({ state, plans }: CancelPlanProps) {
  const t = useTranslations("billing");
  const tiers = useTranslations("plans.tiers");
  const common = useTranslations("common.actions");
  const { day } = useFormat();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { subscription, tenant_id: tenantId } = state;
  const plan = tiers(`${subscription?.tier ?? state.access.tier}.name`);
  const { mutate, isPending } = useMutation({
    mutationFn: () => cancelSubscription(tenantId, reason.trim()),
    onSuccess: (next) => {
      client.setQueryData(billingKey(tenantId), next);
      setOpen(false);
      const date = day(next.subscription?.cancel_at ?? next.subscription?.current_period_end ?? endsAt(state));
      toast.success(t("cancel.done", { plan, date }));
    },
  });
  const date = day(endsAt(state));
  const free = plans.find(({ prices }) => prices.length === 0);
  return (
    <>
      <Button variant="ghost" size="sm" className="text-muted hover:text-ink" onClick={() => setOpen(true)}>
        {t("plan.cancel")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        locked={isPending}
        title={t("cancel.title", { plan })}
        description={
          subscription?.status === "trialing" ? t("cancel.trialBody", { plan, date }) : t("cancel.body", { plan, date })
        }
        closeLabel={common("close")}
        footer={
          <>
            <Button variant="secondary" disabled={isPending} onClick={() => setOpen(false)}>
              {t("cancel.keep")}
            </Button>
            <Button variant="danger" loading={isPending} onClick={() => mutate()}>
              {t("cancel.confirm")}
            </Button>
          </>
        }
      >
        {free ? <PlanLosses state={state} plans={plans} target={free} /> : null}
        {canPause(state) ? (
          <div className="mt-4 flex flex-wrap items-center justify-between gap-3 text-sm">
            <p className="text-muted">{t("cancel.offer")}</p>
            <PausePlan state={state} variant="secondary" size="sm" />
          </div>
        ) : null}
        <Field label={t("cancel.reason")} hint={t("cancel.reasonHint")} className="mt-5">
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={REASON_MAX}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </Dialog>
    </>
  );
}

function endsAt({ subscription, access }: BillingStateDto): string {
  return subscription?.current_period_end ?? access.next_change_at ?? "";
}
