import type { Account } from "../account";
import { automaticTax } from "../billing/automatic-tax";
import { type Applied, buildDiscount } from "../billing/discounts";
import { type LineInput, type Totals, totalLines } from "../billing/invoice-lines";
import { amountOf, unitAmountIn } from "../billing/prices";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession, Price, TaxRate } from "../store/wire";
import { taxCountry } from "./tax-location";

/** The discount that a session carries, as it would be granted now. */
export function sessionDiscounts(
  account: Account,
  record: CheckoutRecord,
  customer: string | null,
  at: number,
): Applied[] {
  const coupon = record.discount ? account.coupons.find(record.discount.coupon) : null;
  if (!coupon) return [];
  const promotionCode = record.discount?.promotionCode ?? null;
  return [{ coupon, discount: buildDiscount({ coupon, promotionCode, customer, subscription: null, start: at }) }];
}

/** The end of the trial that a session starts when it is completed now. */
export function trialEndOf(record: CheckoutRecord, at: number): number | null {
  if (record.trialEnd !== null) return record.trialEnd > at ? record.trialEnd : null;
  return record.trialDays === null ? null : at + record.trialDays * 86_400;
}

/** The tax rates of ids. */
export function ratesOf(account: Account, ids: readonly string[]): TaxRate[] {
  return ids.flatMap((id) => account.taxRates.find(id) ?? []);
}

/** A one-off line of a session's order. */
export function oneOffLine(
  account: Account,
  line: { price: Price; quantity: number; taxRates?: string[] },
  currency: string,
  at: number,
): LineInput {
  const { price, quantity } = line;
  const taxRates = ratesOf(account, line.taxRates ?? []);
  return {
    amount: amountOf(price, quantity, currency),
    description: account.products.find(price.product)?.name ?? null,
    period: { start: at, end: at },
    price,
    product: price.product,
    quantity,
    discountable: true,
    isProration: false,
    subscription: null,
    subscriptionItem: null,
    invoiceItem: null,
    creditedItems: null,
    unitAmount: String(unitAmountIn(price, currency)),
    metadata: {},
    taxRates: taxRates.length > 0 ? taxRates : null,
  };
}

/** A session's order with discounts and tax, line by line; what a free trial covers costs nothing. */
export function orderTotals(account: Account, session: CheckoutSession, record: CheckoutRecord, at: number): Totals {
  const currency = session.currency ?? "usd";
  const isFree = session.mode === "subscription" && trialEndOf(record, at) !== null;
  const lines = record.lines.map((line) => {
    const price = account.prices.get(line.price);
    const input = oneOffLine(account, { ...line, price }, currency, at);
    return isFree && price.recurring ? { ...input, amount: 0 } : input;
  });
  return totalLines(null, lines, {
    currency,
    discounts: sessionDiscounts(account, record, session.customer, at),
    taxRates: ratesOf(account, record.defaultTaxRates),
    automatic: sessionRates(account, session, record, at),
  });
}

/** The rates that automatic tax applies to a session; null where it is off or collects nothing. */
function sessionRates(account: Account, session: CheckoutSession, record: CheckoutRecord, at: number) {
  const customer = session.customer ? account.customers.find(session.customer) : null;
  const country = taxCountry(account, session, record);
  const place = { country, exempt: customer?.tax_exempt ?? "none" };
  return automaticTax(account, place, record.automaticTax ?? false, at).rates;
}
