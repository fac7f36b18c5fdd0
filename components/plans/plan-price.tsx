"use client";

import type { Locale } from "@/lib/i18n/locales";
import { formatMoney } from "@/lib/money";
import type { Currency, Interval, Tier } from "@/lib/plans/catalogue";
import { useLivePrice } from "./live-prices";

export interface PlanPriceProps {
  tier: Tier;
  interval: Interval;
  currency: Currency;
  locale: Locale;
  /** What the page was built with. */
  built: Record<Interval, number>;
  labels: {
    /** "a month" or "a year". */
    per: string;
    billedMonthly: string;
    /** Holds `{amount}`, since only the browser knows the prices of today. */
    saving: string;
  };
}

/** A plan's price tag: drawn at build time, brought up to date in the browser when the catalogue has moved on. */
export function PlanPrice({ tier, interval, currency, locale, built, labels }: PlanPriceProps) {
  const monthly = useLivePrice(tier, "monthly", currency, built.monthly);
  const yearly = useLivePrice(tier, "yearly", currency, built.yearly);
  const tag = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale, { trimZeros: true });
  const savingMinor = monthly * 12 - yearly;
  const note = interval === "yearly" && savingMinor > 0 ? labels.saving.replace("{amount}", tag(savingMinor)) : null;
  return (
    <>
      <p className="flex items-baseline gap-2">
        <span className="tabular font-semibold text-4xl tracking-[-0.04em]">
          {tag(interval === "monthly" ? monthly : yearly)}
        </span>
        <span className="text-muted text-sm">{labels.per}</span>
      </p>
      <p className="mt-1 text-muted text-sm">{note ?? labels.billedMonthly}</p>
    </>
  );
}
