"use client";

import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import type { PlanDto } from "@/lib/contracts/plans";
import { type Currency, INTERVALS, type Interval } from "@/lib/plans/catalogue";
import { yearlySaving } from "./plan-price";

export interface IntervalChoiceProps {
  plan: PlanDto;
  currency: Currency;
  interval: Interval;
  onChoose: (interval: Interval) => void;
}

/** Monthly or yearly, with what a year saves. */
export function IntervalChoice({ plan, currency, interval, onChoose }: IntervalChoiceProps) {
  const t = useTranslations("upgrade.form");
  const names = useTranslations("plans.intervals");
  const { percent } = useFormat();
  const saving = yearlySaving(plan, currency);
  return (
    <fieldset>
      <legend className="sr-only">{t("interval")}</legend>
      <div className="inline-flex rounded-lg border border-line bg-sunken p-1">
        {INTERVALS.map((choice) => (
          <label
            key={choice}
            className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-3 font-medium text-muted text-sm hover:text-ink has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:shadow-card"
          >
            <input
              type="radio"
              name="interval"
              value={choice}
              checked={choice === interval}
              onChange={() => onChoose(choice)}
              className="sr-only"
            />
            {names(choice)}
            {choice === "yearly" && saving ? (
              <span className="text-accent-text text-xs">{t("save", { percent: percent(saving.share) })}</span>
            ) : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
