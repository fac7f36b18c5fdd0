"use client";

import { useLocale } from "use-intl/react";
import { formatDate, formatPercent } from "@/lib/i18n/format";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { formatMoney } from "@/lib/money";

/** Money, dates and shares in the reader's language. */
export function useFormat() {
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  return {
    /** An amount that is charged: always with its cents. */
    money: (amountMinor: number, currency: string) => formatMoney({ amountMinor, currency }, locale),
    /** A price tag: whole amounts without cents. */
    price: (amountMinor: number, currency: string) =>
      formatMoney({ amountMinor, currency }, locale, { trimZeros: true }),
    day: (at: string) => formatDate(at, locale),
    moment: (at: string) => formatDate(at, locale, "day-time"),
    percent: (share: number) => formatPercent(share, locale),
  };
}
