import type { Account } from "../account";
import { emit } from "../events/emit";
import type { Subscription, SubscriptionItem, SubscriptionSchedule } from "../store/wire";
import type { World } from "../world";
import { activeDiscounts, redeem, requestedDiscounts } from "./discounts";

type Phase = SubscriptionSchedule["phases"][number];

/** A subscription's running discounts as a phase notes them, so that the next one can go on with them. */
export function carried(ids: readonly string[]): Phase["discounts"] {
  return ids.map((discount) => ({ coupon: null, discount, promotion_code: null }));
}

/**
 * Gives a subscription the discounts of the phase that it enters, and its items theirs: coupons are redeemed anew, a
 * named discount goes on where it still runs, and what the phase does not name ends.
 */
export function applyPhaseDiscounts(world: World, account: Account, id: string, phase: Phase, at: number): void {
  const before = account.subscriptions.get(id);
  const discounts = grant(world, account, before, { asked: phase.discounts, held: before.discounts, item: null }, at);
  const items = before.items.data.map((item, index): SubscriptionItem => {
    const asked = phase.items.find((each) => each.price === item.price.id) ?? phase.items[index];
    const owned = { asked: asked?.discounts ?? [], held: item.discounts, item: item.id };
    return { ...item, discounts: grant(world, account, before, owned, at) };
  });
  account.subscriptions.update(id, { discounts, items: { ...before.items, data: items } });
}

function grant(
  world: World,
  account: Account,
  subscription: Subscription,
  { asked, held, item }: { asked: Phase["discounts"]; held: readonly string[]; item: string | null },
  at: number,
): string[] {
  const requests = asked
    .filter((each) => each.discount === null || held.includes(each.discount))
    .map((each) => ({ coupon: each.coupon, discount: each.discount, promotionCode: each.promotion_code }));
  const applied = requestedDiscounts(account, requests, {
    customer: subscription.customer,
    subscription: subscription.id,
    subscriptionItem: item,
    at,
    amount: 0,
    currency: subscription.currency,
  });
  redeem(world, account, applied);
  const kept = applied.map(({ discount }) => discount.id);
  for (const { discount } of activeDiscounts(account, held, at)) {
    if (!kept.includes(discount.id)) emit(world, account, "customer.discount.deleted", discount);
  }
  return kept;
}
