"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { refreshSubscription } from "@/lib/api-client/billing";
import { billingKey } from "@/lib/api-client/keys";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { AccessReason as Reason } from "@/lib/entitlements/decide-access";
import { FEATURES } from "@/lib/plans/catalogue";
import { useFormat } from "./use-format";

const REASONS: readonly Reason[] = [
  "no_subscription",
  "active",
  "trialing",
  "ending",
  "payment_failed_grace",
  "payment_failed_read_only",
  "payment_failed_ended",
  "unpaid",
  "paused",
  "payment_pending",
  "ended",
  "unknown_plan",
  "granted",
  "parent_plan",
  "suspended",
];

/** "Why do I have this access?": the decision in words, when it may change, and a way to check it with Stripe. */
export function AccessReason({ state }: { state: BillingStateDto }) {
  const t = useTranslations("billing.why");
  const plans = useTranslations("plans");
  const { day } = useFormat();
  const { access } = state;
  const known = REASONS.find((reason) => reason === access.reason);
  const features = FEATURES.filter((feature) => access.features.includes(feature));
  return (
    <details className="group rounded-xl border border-line bg-surface text-sm">
      <summary className="flex list-none items-center gap-2 rounded-xl px-5 py-3.5 text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden="true" />
        {t("summary")}
      </summary>
      <div className="border-line border-t px-5 py-5">
        <p className="font-medium">{known ? t(`reasons.${known}`) : access.explanation}</p>
        <dl className="mt-4 grid gap-x-6 gap-y-3 sm:grid-cols-[12rem_1fr]">
          <Row label={t("tier")}>{plans(`tiers.${access.tier}.name`)}</Row>
          <Row label={t("mode")}>{t(`modes.${access.mode}`)}</Row>
          <Row label={t("changes")}>{access.next_change_at ? day(access.next_change_at) : t("never")}</Row>
          <Row label={t("features")}>{features.map((feature) => plans(`features.${feature}`)).join(", ")}</Row>
        </dl>
        <RefreshButton tenantId={state.tenant_id} />
      </div>
    </details>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function RefreshButton({ tenantId }: { tenantId: string }) {
  const t = useTranslations("billing.why");
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => refreshSubscription(tenantId),
    onSuccess: (state) => {
      client.setQueryData(billingKey(tenantId), state);
      toast.success(t("refreshed"));
    },
  });
  return (
    <Button variant="secondary" size="sm" className="mt-5" loading={isPending} onClick={() => mutate()}>
      <RefreshCw aria-hidden="true" />
      {t("refresh")}
    </Button>
  );
}
