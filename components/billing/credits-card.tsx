"use client";

import { useTranslations } from "use-intl/react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { CreditsMeter } from "./credits-meter";

/** The month's credits, and what a credit is. */
export function CreditsCard({ state }: { state: BillingStateDto }) {
  const t = useTranslations("billing.credits");
  return (
    <Card aria-labelledby="credits-heading">
      <CardHeader id="credits-heading" title={t("heading")} description={t("note")} />
      <CardBody>
        <CreditsMeter credits={state.credits} />
      </CardBody>
    </Card>
  );
}
