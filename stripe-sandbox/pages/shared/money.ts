const withoutDecimals = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const withThreeDecimals = new Set("bhd jod kwd omr tnd".split(" "));

/** How many decimals the API's minor unit has; Stripe's own list, which differs from ISO's for a few (ISK, UGX). */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase();
  if (withoutDecimals.has(code)) return 0;
  return withThreeDecimals.has(code) ? 3 : 2;
}

/** An amount in minor units as the reader's language writes it. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

/** A unit price given as a decimal string of minor units ("0.5" cents), which may need more than two decimals. */
export function formatUnitPrice(unitAmountDecimal: string, currency: string, locale: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + 6,
  }).format(Number(unitAmountDecimal) / 10 ** digits);
}

/** A day such as "November 21, 2026"; UTC, because billing periods are. */
export function formatDay(unixSeconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(unixSeconds * 1000);
}

/** A day in its short form, for tables. */
export function formatShortDay(unixSeconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(unixSeconds * 1000);
}
