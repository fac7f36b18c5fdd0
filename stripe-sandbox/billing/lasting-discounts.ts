import type { Account } from "../account";
import { discountLines } from "../engine/discount-math";
import { percentText } from "../engine/line-text";
import { moneyText, roundCents } from "../engine/money";
import type { Invoice, Subscription, SubscriptionItem } from "../store/wire";
import { type Applied, activeDiscounts, ruleOf } from "./discounts";
import { amountOf } from "./prices";

/** What an item costs for a full period after its lasting discounts, and how prorations name these. */
export type DiscountedItem = { net: number; label: string | null };

/** Prices items as every later period will: with the discounts that outlive one invoice, those of the item first. */
export function discountedItems(
  account: Account,
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  at: number,
): Map<string, DiscountedItem> {
  const { currency } = subscription;
  const whole = lasting(account, subscription.discounts, at);
  const lines = items.map((item) => ({
    amount: amountOf(item.price, item.quantity ?? 1, currency),
    product: item.price.product,
    discountable: true,
    discounts: lasting(account, item.discounts, at).map((applied) => ruleOf(applied, currency)),
  }));
  const taken = discountLines(
    lines,
    whole.map((applied) => ruleOf(applied, currency)),
  );
  return new Map(
    items.map((item, index) => {
      const parts = taken[index] ?? [];
      const off = parts.reduce((sum, part) => sum + part.amount, 0);
      const named = [...lasting(account, item.discounts, at), ...whole];
      return [item.id, { net: (lines[index]?.amount ?? 0) - off, label: labelOf(named, parts, off, currency) }];
    }),
  );
}

function lasting(account: Account, ids: readonly string[], at: number): Applied[] {
  return activeDiscounts(account, ids, at).filter(({ coupon }) => coupon.duration !== "once");
}

/** Shares multiply into one; as soon as a sum is among them, the sum of all is named. */
function labelOf(
  named: readonly Applied[],
  parts: readonly { id: string }[],
  off: number,
  currency: string,
): string | null {
  const used = named.filter(({ discount }) => parts.some((part) => part.id === discount.id));
  if (used.length === 0) return null;
  if (used.some(({ coupon }) => coupon.percent_off === null)) return `${moneyText(off, currency)} off`;
  const left = used.reduce((share, { coupon }) => share * (1 - (coupon.percent_off ?? 0) / 100), 1);
  return percentText(roundCents((1 - left) * 10_000) / 100);
}

/** The discounts of a list that outlive the invoice just made: not those for one invoice, not those that have ended. */
export function keptDiscounts(account: Account, ids: readonly string[], at: number): string[] {
  return lasting(account, ids, at).map(({ discount }) => discount.id);
}

/** The discounts for one invoice leave a new subscription with its first invoice; a free trial does not use them up. */
export function dropOnceDiscounts(account: Account, id: string): void {
  const subscription = account.subscriptions.get(id);
  const latest = subscription.latest_invoice ? account.invoices.find(subscription.latest_invoice) : null;
  if (latest && latest.subtotal !== 0) drop(account, subscription, () => true);
}

/** The discounts for one invoice leave a subscription with the invoice that they took something off. */
export function dropUsedDiscounts(account: Account, id: string, invoice: Invoice): void {
  const used = new Set(
    (invoice.total_discount_amounts ?? []).flatMap((part) => (part.amount > 0 ? part.discount : [])),
  );
  drop(account, account.subscriptions.get(id), (discount) => used.has(discount));
}

function drop(account: Account, subscription: Subscription, isUsed: (discount: string) => boolean): void {
  const isKept = (id: string) => {
    const coupon = account.coupons.find(account.discounts.find(id)?.source.coupon ?? "");
    return coupon?.duration !== "once" || !isUsed(id);
  };
  const items = subscription.items.data.map((item) =>
    item.discounts.every(isKept) ? item : { ...item, discounts: item.discounts.filter(isKept) },
  );
  const discounts = subscription.discounts.filter(isKept);
  const isSame =
    discounts.length === subscription.discounts.length &&
    items.every((item, index) => item === subscription.items.data[index]);
  if (isSame) return;
  account.subscriptions.update(subscription.id, {
    discounts,
    items: { ...subscription.items, data: items },
  });
}
