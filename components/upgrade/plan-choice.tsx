"use client";

import { Check } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { TierGlyph } from "@/components/plans/tier-glyph";
import type { Order } from "@/lib/api-client/checkout";
import type { PlanDto } from "@/lib/contracts/plans";
import type { Tier } from "@/lib/plans/catalogue";
import { priceOf } from "./plan-price";

export interface PlanChoiceProps {
  plans: PlanDto[];
  order: Order;
  onChoose: (tier: Tier) => void;
}

/** The plans for sale as one group of radio buttons: arrows move, the focus shows. */
export function PlanChoice({ plans, order, onChoose }: PlanChoiceProps) {
  const t = useTranslations("upgrade.form");
  return (
    <fieldset>
      <legend className="sr-only">{t("plan")}</legend>
      <div className="grid gap-3">
        {plans.map((plan) => (
          <PlanOption
            key={plan.tier}
            plan={plan}
            order={order}
            isChosen={plan.tier === order.plan}
            onChoose={() => onChoose(plan.tier)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface PlanOptionProps {
  plan: PlanDto;
  order: Order;
  isChosen: boolean;
  onChoose: () => void;
}

function PlanOption({ plan, order, isChosen, onChoose }: PlanOptionProps) {
  const t = useTranslations("upgrade.form");
  const plans = useTranslations("plans");
  const per = useTranslations("billing.per");
  const { price } = useFormat();
  const amount = priceOf(plan, order.interval, order.currency);
  const credits = plan.monthly_credits === null ? t("unlimitedCredits") : t("credits", { count: plan.monthly_credits });
  return (
    <label className="group relative flex cursor-pointer items-center gap-4 rounded-xl border border-line-strong bg-surface px-4 py-4 shadow-card transition-colors hover:border-control has-checked:border-accent has-checked:bg-accent-soft/40 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 has-checked:ring-1 has-checked:ring-accent sm:px-5">
      <input
        type="radio"
        name="plan"
        value={plan.tier}
        checked={isChosen}
        onChange={onChoose}
        className="peer sr-only"
      />
      <span
        className="grid size-5 shrink-0 place-items-center rounded-full border border-control text-transparent group-has-checked:border-accent group-has-checked:bg-accent group-has-checked:text-on-accent"
        aria-hidden="true"
      >
        <Check className="size-3.5" strokeWidth={3} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2.5">
          <span className="font-semibold">{plans(`tiers.${plan.tier}.name`)}</span>
          <TierGlyph tier={plan.tier} className="h-4 w-5" />
        </span>
        <span className="mt-0.5 block text-muted text-sm">
          {credits}
          <span className="hidden sm:inline"> · {plans(`tiers.${plan.tier}.summary`)}</span>
        </span>
      </span>
      <span className="shrink-0 text-right">
        <span className="tabular block font-semibold text-lg tracking-[-0.02em]">
          {amount === null ? "" : price(amount, order.currency)}
        </span>
        <span className="block text-[0.8125rem] text-muted">{per(order.interval)}</span>
      </span>
    </label>
  );
}
