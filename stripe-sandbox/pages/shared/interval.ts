import type { Language, MessageKey } from "./i18n";
import { formatMoney } from "./money";

/** How often a price recurs. */
export type Interval = { unit: "day" | "week" | "month" | "year"; count: number };

/** "month", or "3 months". */
export function intervalName({ unit, count }: Interval, { t }: Language): string {
  if (count === 1) return t(`interval.${unit}`);
  const plural: MessageKey = `interval.${unit}s`;
  return t(plural, { count });
}

/** "per month", or "every 3 months". */
export function intervalPhrase(interval: Interval, language: Language): string {
  const key = interval.count === 1 ? "interval.per" : "interval.every";
  return language.t(key, { interval: intervalName(interval, language) });
}

/** "Billed monthly". */
export function billedPhrase(interval: Interval, language: Language): string {
  if (interval.count === 1) return language.t(`interval.billed.${interval.unit}`);
  return language.t("interval.billedEvery", { interval: intervalName(interval, language) });
}

/** "$49.00 per month". */
export function recurringPrice(amountMinor: number, currency: string, interval: Interval, language: Language): string {
  return `${formatMoney(amountMinor, currency, language.tag)} ${intervalPhrase(interval, language)}`;
}
