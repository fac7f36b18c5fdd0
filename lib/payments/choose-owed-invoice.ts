/** An invoice that asks for money. */
export interface OwedInvoice {
  stripeInvoiceId: string;
  remainingMinor: number;
  currency: string;
}

export type InvoiceChoice<Invoice> =
  | { kind: "pays"; invoice: Invoice }
  | { kind: "nothing_to_pay" }
  | { kind: "wrong_amount" | "wrong_currency"; asked: Invoice };

/**
 * Which invoice a transfer pays: the oldest that asks for exactly its money. More, less or another currency pays
 * nothing; an operator decides (G12). Without any open invoice the transfer came early, and waits.
 */
export function chooseOwedInvoice<Invoice extends OwedInvoice>(
  owed: readonly Invoice[],
  money: { amountMinor: number; currency: string },
): InvoiceChoice<Invoice> {
  const [oldest] = owed;
  if (!oldest) return { kind: "nothing_to_pay" };
  const sameCurrency = owed.filter(({ currency }) => currency === money.currency);
  const invoice = sameCurrency.find(({ remainingMinor }) => remainingMinor === money.amountMinor);
  if (invoice) return { kind: "pays", invoice };
  const [asked] = sameCurrency;
  return asked ? { kind: "wrong_amount", asked } : { kind: "wrong_currency", asked: oldest };
}
