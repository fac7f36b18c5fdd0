"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { billingKey } from "@/lib/api-client/keys";
import { resumeSubscription } from "@/lib/api-client/plan-changes";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

/** Ends a pause; says on the button what it charges, where a new period begins with it. */
export function ResumePaused({ state }: { state: BillingStateDto }) {
  const t = useTranslations("billing.banner");
  const { price } = useFormat();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => resumeSubscription(state.tenant_id),
    onSuccess: (next) => {
      client.setQueryData(billingKey(state.tenant_id), next);
      toast.success(t("pauseOver"));
    },
  });
  const { resume_charge_minor: charge, currency } = state.subscription ?? {};
  return (
    <Button size="sm" loading={isPending} onClick={() => mutate()}>
      {charge && currency ? t("resumePaid", { amount: price(charge, currency) }) : t("resumeNow")}
    </Button>
  );
}
