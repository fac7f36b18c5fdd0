import type { Account } from "../account";
import { draftSubscription } from "../billing/create-subscription";
import type { SubscriptionInput } from "../billing/subscription-input";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession } from "../store/wire";
import { now, type World } from "../world";
import { oneOffLine, orderTotals, ratesOf, sessionDiscounts, trialEndOf } from "./order";
import { sessionTax, taxCountry } from "./tax-location";

/** The sums of a session: what is due at its completion. */
export type CheckoutTotals = { subtotal: number; discount: number; tax: number; total: number };

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
      .map((line) => ({
        price: line.price,
        quantity: line.quantity,
        metadata: line.metadata ?? {},
        taxRates: ratesOf(account, line.taxRates ?? []),
      })),
    extraLines: lines
      .filter((line) => line.price.recurring === null)
      .map((line) => oneOffLine(account, line, currency, at)),
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
    taxRates: ratesOf(account, record.defaultTaxRates),
    saveDefaultPaymentMethod: "off",
    paymentMethodTypes: null,
    billingMode: "flexible",
    offSession: false,
    automaticTax: record.automaticTax ?? false,
    taxCountry: taxCountry(account, session, record),
  };
}

/** What a session comes to when it is completed now. */
export function checkoutTotals(world: World, account: Account, sessionId: string): CheckoutTotals {
  const session = account.checkoutSessions.get(sessionId);
  const record = account.checkoutRecords.get(sessionId);
  const at = now(world, account, session.customer);
  if (session.mode === "subscription" && session.customer) {
    const { invoice } = draftSubscription(account, subscriptionInput(account, session, session.customer, at), at);
    return sumsOf(invoice);
  }
  return sumsOf(orderTotals(account, session, record, at));
}

/** Writes onto a session what it comes to now. */
export function updateTotals(world: World, account: Account, sessionId: string): CheckoutSession {
  const session = account.checkoutSessions.get(sessionId);
  const record = account.checkoutRecords.get(sessionId);
  const totals = checkoutTotals(world, account, sessionId);
  return account.checkoutSessions.update(sessionId, {
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    automatic_tax: sessionTax(record.automaticTax ?? false, taxCountry(account, session, record)),
    discounts: discountsOf(record),
    total_details: { amount_discount: totals.discount, amount_shipping: 0, amount_tax: totals.tax },
  });
}

/** The session's own note of its discount. */
function discountsOf(record: CheckoutRecord): NonNullable<CheckoutSession["discounts"]> {
  if (!record.discount) return [];
  const { coupon, promotionCode } = record.discount;
  return [{ coupon: promotionCode ? null : coupon, promotion_code: promotionCode }];
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
