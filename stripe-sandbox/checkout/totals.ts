import type { Account } from "../account";
import { draftSubscription, type SubscriptionInput } from "../billing/create-subscription";
import { type Applied, buildDiscount } from "../billing/discounts";
import type { LineInput } from "../billing/invoice-lines";
import { totalLines } from "../billing/invoice-lines";
import { amountOf } from "../billing/prices";
import { unitAmountIn } from "../resources/virtual-properties";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession, Price, TaxRate } from "../store/wire";
import { now, type World } from "../world";

/** The sums of a session: what is due at its completion. */
export type CheckoutTotals = { subtotal: number; discount: number; tax: number; total: number };

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

/** A one-off line of a session's order. */
export function oneOffLine(account: Account, price: Price, quantity: number, currency: string, at: number): LineInput {
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
    taxRates: null,
  };
}

/** What the subscription of a session is made from. */
export function subscriptionInput(
  account: Account,
  session: CheckoutSession,
  customer: string,
  at: number,
): SubscriptionInput {
  const record = account.checkoutRecords.get(session.id);
  const currency = session.currency ?? "usd";
  const lines = record.lines.map((line) => ({ ...line, price: account.prices.get(line.price) }));
  return {
    customer,
    items: lines
      .filter((line) => line.price.recurring !== null)
      .map((line) => ({ price: line.price, quantity: line.quantity, metadata: {}, taxRates: [] })),
    extraLines: lines
      .filter((line) => line.price.recurring === null)
      .map((line) => oneOffLine(account, line.price, line.quantity, currency, at)),
    currency,
    trialEnd: trialEndOf(record, at),
    missingPaymentMethod: record.missingPaymentMethod,
    paymentBehavior: "allow_incomplete",
    defaultPaymentMethod: null,
    collectionMethod: "charge_automatically",
    daysUntilDue: null,
    cancelAtPeriodEnd: false,
    cancelAt: null,
    billingCycleAnchor: record.billingCycleAnchor,
    prorationBehavior: record.prorationBehavior,
    metadata: record.subscriptionMetadata,
    description: record.subscriptionDescription,
    discounts: sessionDiscounts(account, record, customer, at),
    taxRates: taxRatesOf(account, record),
    saveDefaultPaymentMethod: "off",
    paymentMethodTypes: null,
    billingMode: "flexible",
    offSession: false,
  };
}

function taxRatesOf(account: Account, record: CheckoutRecord): TaxRate[] {
  return record.defaultTaxRates.flatMap((id) => account.taxRates.find(id) ?? []);
}

/** What a session comes to when it is completed now. */
export function checkoutTotals(world: World, account: Account, sessionId: string): CheckoutTotals {
  const session = account.checkoutSessions.get(sessionId);
  const record = account.checkoutRecords.get(sessionId);
  const at = now(world, account, session.customer);
  const currency = session.currency ?? "usd";
  if (session.mode === "subscription" && session.customer) {
    const { invoice } = draftSubscription(account, subscriptionInput(account, session, session.customer, at), at);
    return sumsOf(invoice);
  }
  const isFree = session.mode === "subscription" && trialEndOf(record, at) !== null;
  const lines = record.lines.map((line) => {
    const price = account.prices.get(line.price);
    const input = oneOffLine(account, price, line.quantity, currency, at);
    return isFree && price.recurring ? { ...input, amount: 0 } : input;
  });
  const totals = totalLines(null, lines, {
    currency,
    discounts: sessionDiscounts(account, record, session.customer, at),
    taxRates: taxRatesOf(account, record),
  });
  return sumsOf(totals);
}

function sumsOf(totals: {
  subtotal: number;
  total: number;
  total_discount_amounts: { amount: number }[] | null;
  total_taxes: { amount: number; tax_behavior: string }[] | null;
}): CheckoutTotals {
  const discount = (totals.total_discount_amounts ?? []).reduce((sum, part) => sum + part.amount, 0);
  const tax = (totals.total_taxes ?? []).reduce((sum, part) => sum + part.amount, 0);
  return { subtotal: totals.subtotal, discount, tax, total: Math.max(0, totals.total) };
}
