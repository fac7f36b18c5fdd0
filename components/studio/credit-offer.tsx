"use client";

import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { PackChoice } from "@/components/credits/pack-choice";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { offerForMoreCredits } from "@/components/upgrade/compare-plans";
import { GainsList } from "@/components/upgrade/gains-list";
import { priceOf } from "@/components/upgrade/plan-price";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";

export interface CreditOfferProps {
  tenantId: string;
  state: BillingStateDto;
  /** What was being written; it waits here until its writer comes back. */
  prompt: string;
  plans: PlanDto[];
  currency: Currency;
  canManage: boolean;
}

/** Stands in the form's place when the month's credits are used: what the better plan gives, and the way there. */
export function CreditOffer({ tenantId, state, prompt, plans, currency, canManage }: CreditOfferProps) {
  const t = useTranslations("studio.offer");
  const tiers = useTranslations("plans.tiers");
  const { day, price } = useFormat();
  const per = useTranslations("billing.per");
  const current = plans.find(({ tier }) => tier === state.access.tier);
  const target = current ? offerForMoreCredits(plans, current) : null;
  const monthly = target ? priceOf(target, "monthly", currency) : null;
  const { credits } = state;
  const resets = day(credits.resets_at);
  const plan = target ? tiers(`${target.tier}.name`) : "";
  return (
    <Card
      aria-labelledby="offer-heading"
      className="overflow-hidden border-accent/35 bg-linear-to-br from-accent-soft to-60% to-surface"
      data-testid="credit-offer"
    >
      <div className="grid gap-x-10 gap-y-6 px-5 py-6 sm:px-7 md:grid-cols-[1.15fr_1fr]">
        <div>
          <p className="text-muted text-sm">{t("eyebrow", { count: credits.used_this_month })}</p>
          <h2 id="offer-heading" className="mt-1 font-semibold text-xl">
            {target && state.subscription === null ? t("title", { plan }) : t("subscribed", { date: resets })}
          </h2>
          {current && target && state.subscription === null ? (
            <GainsList current={current} target={target} max={5} className="mt-4" />
          ) : null}
        </div>
        <div className="flex flex-col justify-end gap-3">
          {monthly !== null && state.subscription === null ? (
            <p className="flex items-baseline gap-1.5">
              <span className="tabular font-semibold text-3xl tracking-[-0.035em]">{price(monthly, currency)}</span>
              <span className="text-muted text-sm">{per("monthly")}</span>
            </p>
          ) : null}
          <OfferAction state={state} plan={plan} target={target} currency={currency} canManage={canManage} />
          {state.subscription === null ? (
            <p className="text-[0.8125rem] text-muted">
              {t("wait", { date: resets, count: current?.monthly_credits ?? credits.granted_this_month })}
            </p>
          ) : null}
        </div>
        {canManage ? (
          <div className="border-line border-t pt-5 md:col-span-2">
            <PackChoice tenantId={tenantId} currency={currency} returnTo="/studio" />
          </div>
        ) : null}
        {prompt ? (
          <p className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3 text-sm md:col-span-2">
            <span className="text-muted">{t("kept")}</span>
            <span className="mt-0.5 block break-words font-medium">{prompt}</span>
          </p>
        ) : null}
      </div>
    </Card>
  );
}

interface OfferActionProps extends Omit<CreditOfferProps, "tenantId" | "plans" | "prompt"> {
  plan: string;
  target: PlanDto | null;
}

function OfferAction({ state, plan, target, currency, canManage }: OfferActionProps) {
  const t = useTranslations("studio.offer");
  if (state.subscription !== null || !target) {
    return (
      <ButtonLink href="/billing" variant="secondary">
        {t("subscribedAction")}
      </ButtonLink>
    );
  }
  if (!canManage) return <p className="font-medium text-sm">{t("askOwner")}</p>;
  const query = new URLSearchParams({ plan: target.tier, interval: "monthly", currency, return_to: "/studio" });
  return (
    <ButtonLink href={`/upgrade?${query}`} size="lg">
      {t("action", { plan })}
    </ButtonLink>
  );
}
