import type { Account } from "../account";
import { discountLabel } from "../billing/discounts";
import { settleWithBalance } from "../billing/invoices";
import { amountOf, cycleOf } from "../billing/prices";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession } from "../store/wire";
import type { World } from "../world";
import { checkoutTotals } from "./totals";
import type { CheckoutAmounts, CheckoutView } from "./views";

/** The lines of a session as its page shows them. */
export function viewLines(account: Account, session: CheckoutSession, record: CheckoutRecord): CheckoutView["lines"] {
  const currency = session.currency ?? "usd";
  return record.lines.map((line) => {
    const price = account.prices.get(line.price);
    const product = account.products.find(price.product);
    const amount = amountOf(price, line.quantity, currency);
    const cycle = price.recurring ? cycleOf(price) : null;
    return {
      description: product?.name ?? "",
      productName: product?.name ?? "",
      productDescription: product?.description ?? null,
      quantity: line.quantity,
      unitAmountMinor: Math.round(amount / Math.max(1, line.quantity)),
      amountMinor: amount,
      currency,
      interval: cycle ? { unit: cycle.interval, count: cycle.count } : null,
    };
  });
}

/** What a session comes to, as its page shows it. */
export function amountsOf(
  world: World,
  account: Account,
  session: CheckoutSession,
  record: CheckoutRecord,
): CheckoutAmounts {
  const currency = session.currency ?? "usd";
  const isSetup = session.mode === "setup";
  const totals = isSetup ? { subtotal: 0, discount: 0, tax: 0, total: 0 } : checkoutTotals(world, account, session.id);
  const coupon = record.discount ? account.coupons.find(record.discount.coupon) : null;
  const code = record.discount?.promotionCode ? account.promotionCodes.find(record.discount.promotionCode) : null;
  const recurring = record.lines.reduce((sum, line) => {
    const price = account.prices.get(line.price);
    return price.recurring ? sum + amountOf(price, line.quantity, currency) : sum;
  }, 0);
  return {
    currency,
    subtotalMinor: totals.subtotal,
    discountMinor: totals.discount,
    taxMinor: totals.tax,
    totalMinor: totals.total,
    recurringMinor: session.mode === "subscription" ? recurring : null,
    promotionCode: code?.code ?? null,
    discountLabel: coupon ? discountLabel(coupon, currency) : null,
  };
}

/** What is due now, after the customer's credit. */
export function dueNow(world: World, account: Account, session: CheckoutSession): number {
  const { total } = checkoutTotals(world, account, session.id);
  const customer = session.customer ? account.customers.find(session.customer) : null;
  if (session.mode !== "subscription" || !customer) return total;
  return settleWithBalance(total, customer.balance, session.currency ?? "usd").amountDue;
}

/** True where a session is not completed without a card. */
export function requiresCard(world: World, account: Account, session: CheckoutSession): boolean {
  if (session.mode === "setup" || session.payment_method_collection === "always") return true;
  return dueNow(world, account, session) > 0;
}
