"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Minus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { comparePlans, isGain } from "@/components/upgrade/compare-plans";
import { useDifferenceText } from "@/components/upgrade/difference-text";
import { cancelSubscription } from "@/lib/api-client/billing";
import { billingKey } from "@/lib/api-client/keys";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

const REASON_MAX = 500;
const LOSSES_SHOWN = 5;

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
        <Losses state={state} plans={plans} />
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

function Losses({ state, plans }: CancelPlanProps) {
  const t = useTranslations("billing.cancel");
  const describe = useDifferenceText();
  const now = plans.find(({ tier }) => tier === state.access.tier);
  const free = plans.find(({ prices }) => prices.length === 0);
  if (!now || !free) return null;
  const losses = comparePlans(now, free).filter((difference) => !isGain(difference));
  return (
    <div className="rounded-lg border border-line bg-sunken px-4 py-3 text-sm">
      <p className="font-medium">{t("loses")}</p>
      <ul className="mt-2 grid gap-1.5">
        {losses.slice(0, LOSSES_SHOWN).map((difference) => (
          <li key={describe(difference)} className="flex gap-2">
            <Minus className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
            {describe(difference)}
          </li>
        ))}
      </ul>
      <p className="mt-2.5 text-muted">{t("keeps")}</p>
    </div>
  );
}
