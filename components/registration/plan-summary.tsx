"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { TextLink } from "@/components/auth/text-link";
import { useFormat } from "@/components/billing/use-format";
import { TierGlyph } from "@/components/plans/tier-glyph";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { PlanDto } from "@/lib/contracts/plans";
import type { Registration } from "./use-registration";

interface PlanSummaryProps {
  registration: Registration;
  plan: PlanDto;
  amountMinor: number;
}

/** What is begun, what is due today and what later. */
export function PlanSummary({ registration, plan, amountMinor }: PlanSummaryProps) {
  const t = useTranslations("registration.summary");
  const per = useTranslations("registration.per");
  const tiers = useTranslations("plans.tiers");
  const { money, price } = useFormat();
  const { order, step, choose } = registration;
  const isTrial = order.mode === "trial";
  const mayChoose = step.name === "account" && !step.resumed;
  return (
    <Card aria-labelledby="plan-summary" className="overflow-hidden">
      <div className="px-5 py-5">
        <h2 id="plan-summary" className="font-semibold text-base">
          {t("heading")}
        </h2>
        <div className="mt-4 flex items-start gap-3">
          <span className="grid size-10 shrink-0 place-items-center rounded-lg border border-line bg-sunken">
            <TierGlyph tier={plan.tier} />
          </span>
          <div className="min-w-0">
            <p className="font-medium">{tiers(`${plan.tier}.name`)}</p>
            <p className="text-muted text-sm">{t(order.interval)}</p>
          </div>
          <p className="tabular ml-auto text-right text-sm">
            {price(amountMinor, order.currency)}
            <span className="block text-muted">{per(order.interval)}</span>
          </p>
        </div>
        <div className="mt-4 flex items-baseline justify-between gap-4 border-line border-t pt-4">
          <p className="font-medium text-sm">{t("today")}</p>
          <p className="tabular font-semibold text-xl tracking-[-0.02em]" data-testid="due-today">
            {money(isTrial ? 0 : amountMinor, order.currency)}
          </p>
        </div>
        {mayChoose ? (
          <div className="mt-4 grid justify-items-start gap-2 text-sm">
            {plan.trial_days > 0 ? (
              <Button variant="link" onClick={() => choose({ mode: isTrial ? "paid" : "trial" })}>
                {isTrial ? t("payNow") : t("tryFirst", { days: plan.trial_days })}
              </Button>
            ) : null}
            <TextLink href="/pricing">{t("change")}</TextLink>
          </div>
        ) : null}
      </div>
      <div className="grid gap-1.5 border-line border-t bg-sunken px-5 py-4 text-[0.8125rem] text-muted">
        <p className="flex gap-2">
          <Lock className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {t("secure")}
        </p>
        <p>{t("tax")}</p>
      </div>
    </Card>
  );
}
