"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { billingKey } from "@/lib/api-client/keys";
import { undoChange } from "@/lib/api-client/plan-changes";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

/** The change that is scheduled, or waits for the bank, with the way to take it back. */
export function ChangeBanner({ state, canManage }: { state: BillingStateDto; canManage: boolean }) {
  const t = useTranslations("billing.change");
  const tiers = useTranslations("plans.tiers");
  const { day, moment } = useFormat();
  const scheduled = state.subscription?.scheduled_change;
  const pending = state.subscription?.pending_change;
  const change = pending ?? scheduled;
  if (!change) return null;
  const name = change.tier ? tiers(`${change.tier}.name`) : t("otherPlan");
  const { interval } = change;
  // The interval is worth a word only where it changes.
  const plan = interval && interval !== state.subscription?.interval ? t("planPer", { plan: name, interval }) : name;
  const action = canManage ? <UndoButton tenantId={state.tenant_id} /> : null;
  const finish = (
    <ButtonLink size="sm" href="/billing/payments">
      {t("pending.finish")}
    </ButtonLink>
  );
  if (pending)
    return (
      <Alert
        tone="warning"
        title={t("pending.title", { plan })}
        action={
          canManage ? (
            <>
              {finish}
              {action}
            </>
          ) : null
        }
      >
        {t("pending.body", { date: moment(pending.expires_at) })}
      </Alert>
    );
  return (
    <Alert
      tone="info"
      title={t("scheduledBanner.title", { plan, date: scheduled ? day(scheduled.at) : "" })}
      action={action}
    >
      {t("scheduledBanner.body")}
    </Alert>
  );
}

function UndoButton({ tenantId }: { tenantId: string }) {
  const t = useTranslations("billing.change");
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => undoChange(tenantId),
    onSuccess: (state) => {
      client.setQueryData(billingKey(tenantId), state);
      toast.success(t("undone"));
    },
  });
  return (
    <Button size="sm" variant="secondary" loading={isPending} onClick={() => mutate()}>
      {t("undo")}
    </Button>
  );
}
