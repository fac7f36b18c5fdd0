"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { offerForMoreCredits } from "@/components/upgrade/compare-plans";
import { GainsList } from "@/components/upgrade/gains-list";
import { priceOf } from "@/components/upgrade/plan-price";
import type { PlanDto } from "@/lib/contracts/plans";
import type { Currency, Tier } from "@/lib/plans/catalogue";
import { useFormat } from "./use-format";

export interface UpgradeCardProps {
  plans: PlanDto[];
  tier: Tier;
  currency: Currency;
  workspaceName: string;
}

/** What the better plan gives, on the billing page of somebody who pays nothing yet. */
export function UpgradeCard({ plans, tier, currency, workspaceName }: UpgradeCardProps) {
  const t = useTranslations("billing");
  const tiers = useTranslations("plans.tiers");
  const { price } = useFormat();
  const current = plans.find((plan) => plan.tier === tier);
  const target = current ? offerForMoreCredits(plans, current) : null;
  const monthly = target ? priceOf(target, "monthly", currency) : null;
  if (!current || !target || monthly === null) return null;
  const plan = tiers(`${target.tier}.name`);
  const query = new URLSearchParams({ plan: target.tier, interval: "monthly", currency, return_to: "/billing" });
  return (
    <Card
      aria-labelledby="upgrade-heading"
      className="overflow-hidden border-accent/35 bg-linear-to-br from-accent-soft to-60% to-surface"
    >
      <div className="grid gap-6 px-5 py-6 sm:grid-cols-[1fr_auto] sm:items-end sm:px-7">
        <div>
          <h2 id="upgrade-heading" className="font-semibold text-lg">
            {t("upgrade.heading", { plan, workspace: workspaceName })}
          </h2>
          <p className="mt-1 flex items-baseline gap-1.5">
            <span className="tabular font-semibold text-2xl tracking-[-0.03em]">{price(monthly, currency)}</span>
            <span className="text-muted text-sm">{t("per.monthly")}</span>
          </p>
          <GainsList current={current} target={target} max={6} className="mt-4 sm:grid-cols-2 sm:gap-x-8" />
        </div>
        <div className="grid gap-2 sm:justify-items-stretch">
          <ButtonLink href={`/upgrade?${query}`} size="lg">
            {t("upgrade.action", { plan })}
          </ButtonLink>
          {/* A document load: the public pages stand under a security policy of their own. */}
          <a
            href="/pricing"
            className="px-2 py-1 text-center text-muted text-sm underline decoration-line-strong underline-offset-4 hover:text-ink"
          >
            {t("upgrade.compare")}
          </a>
        </div>
        <p className="text-[0.8125rem] text-muted sm:col-span-2">{t("upgrade.afterwards")}</p>
      </div>
    </Card>
  );
}
