/** An amount in the currency's smallest unit (cents for USD, yen for JPY). */
export interface Money {
  amountMinor: number;
  /** ISO 4217, lower case as Stripe writes it. */
  currency: string;
}

// Stripe's list: https://docs.stripe.com/currencies#zero-decimal
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** How many digits after the point the currency has. */
export function minorDigits(currency: string): number {
  const code = currency.toLowerCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** Formats an amount for people; whole amounts lose their zeros when `trimZeros` is set (price tags). */
export function formatMoney({ amountMinor, currency }: Money, locale: string, options: { trimZeros?: boolean } = {}) {
  const digits = minorDigits(currency);
  const amount = amountMinor / 10 ** digits;
  const fraction = options.trimZeros && Number.isInteger(amount) ? 0 : digits;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  }).format(amount);
}
