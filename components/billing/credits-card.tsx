"use client";

import { useTranslations } from "use-intl/react";
import { CreditHistory } from "@/components/credits/credit-history";
import { PackChoice } from "@/components/credits/pack-choice";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";
import { CreditsMeter } from "./credits-meter";

export interface CreditsCardProps {
  state: BillingStateDto;
  tenantId: string;
  currency: Currency;
  /** Whether the reader's role may buy. */
  canManage: boolean;
}

/** The credits that can be spent, where they come from, more of them, and what became of them. */
export function CreditsCard({ state: { access, credits }, tenantId, currency, canManage }: CreditsCardProps) {
  const t = useTranslations("billing.credits");
  const isOnHold = access.mode === "read_only";
  return (
    <Card aria-labelledby="credits-heading">
      <CardHeader id="credits-heading" title={t("heading")} description={t("note")} />
      <CardBody className="grid gap-6">
        <CreditsMeter credits={credits} isOnHold={isOnHold} />
        <CreditParts credits={credits} />
        {canManage && !credits.unlimited && !isOnHold ? (
          <PackChoice tenantId={tenantId} currency={currency} returnTo="/billing" />
        ) : null}
      </CardBody>
      <CardFooter>
        <CreditHistory tenantId={tenantId} />
      </CardFooter>
    </Card>
  );
}

function CreditParts({ credits }: { credits: BillingStateDto["credits"] }) {
  const t = useTranslations("credits.parts");
  const parts = (["monthly", "pack", "reserved"] as const).map((part) => ({ part, count: countOf(credits, part) }));
  // With the month's credits alone the meter has said it all.
  if (credits.pack_balance === 0 && credits.reserved === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 text-sm">
      {parts
        .filter(({ part, count }) => part !== "reserved" || count > 0)
        .map(({ part, count }) => (
          <div key={part}>
            <dt className="text-muted">{t(part)}</dt>
            <dd className="tabular font-medium">{count}</dd>
          </div>
        ))}
    </dl>
  );
}

function countOf(credits: BillingStateDto["credits"], part: "monthly" | "pack" | "reserved"): number {
  switch (part) {
    case "monthly":
      return credits.monthly_balance;
    case "pack":
      return credits.pack_balance;
    case "reserved":
      return credits.reserved;
  }
}
