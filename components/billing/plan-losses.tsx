"use client";

import { Minus } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { comparePlans, isGain } from "@/components/upgrade/compare-plans";
import { useDifferenceText } from "@/components/upgrade/difference-text";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";

const LOSSES_SHOWN = 5;

export interface PlanLossesProps {
  state: BillingStateDto;
  plans: PlanDto[];
  /** The plan that remains. */
  target: PlanDto;
}

/** What a lower plan takes away, and that nothing is deleted. Nothing where only the price differs. */
export function PlanLosses({ state, plans, target }: PlanLossesProps) {
  const t = useTranslations("billing.cancel");
  const tiers = useTranslations("plans.tiers");
  const describe = useDifferenceText();
  const now = plans.find(({ tier }) => tier === state.access.tier);
  if (!now) return null;
  const losses = comparePlans(now, target).filter((difference) => !isGain(difference));
  if (losses.length === 0) return null;
  return (
    <div className="rounded-lg border border-line bg-sunken px-4 py-3 text-sm">
      <p className="font-medium">{t("loses", { plan: tiers(`${target.tier}.name`) })}</p>
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
