const ZERO_DECIMAL = new Set([
  "bif",
  "clp",
  "djf",
  "gnf",
  "jpy",
  "kmf",
  "krw",
  "mga",
  "pyg",
  "rwf",
  "ugx",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);
const SYMBOLS: Record<string, string> = { usd: "$", eur: "€", gbp: "£", jpy: "¥", inr: "₹" };

/** An amount as in Stripe's line texts: $10.00, €19.00, CHF 5.00, ¥500; parts of a cent are shown ($0.036). */
export function moneyText(amountMinor: number, currency: string): string {
  const digits = ZERO_DECIMAL.has(currency) ? 0 : 2;
  const isWhole = Number.isInteger(amountMinor);
  const exact = Number((amountMinor / 10 ** digits).toFixed(digits + 12));
  const major = isWhole ? exact.toFixed(digits) : String(exact);
  const symbol = SYMBOLS[currency];
  return symbol ? `${symbol}${major}` : `${currency.toUpperCase()} ${major}`;
}

/** Rounds to whole cents, halves away from zero, so that a credit and a debit of the same size cancel out. */
export function roundCents(amount: number): number {
  const rounded = Math.sign(amount) * Math.round(Math.abs(amount) + 1e-9);
  return rounded === 0 ? 0 : rounded;
}

/** The least amount that a card can be charged; less is carried to the customer's balance. */
export function minimumCharge(currency: string): number {
  switch (currency) {
    case "usd":
    case "eur":
    case "cad":
    case "aud":
    case "chf":
      return 50;
    case "gbp":
      return 30;
    case "jpy":
      return 50;
    default:
      return 1;
  }
}
