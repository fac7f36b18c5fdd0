import { periodAt } from "../engine/calendar";
import type { Subscription, SubscriptionItem } from "../store/wire";
import { cycleOf } from "./prices";

/** The items with the periods that follow at a moment: those whose period ends then move on, the others stay. */
export function nextItems(
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  at: number,
): SubscriptionItem[] {
  return items.map((item) => {
    if (item.current_period_end > at) return item;
    const cycle = cycleOf(item.price);
    const period = periodAt(subscription.billing_cycle_anchor, cycle.interval, cycle.count, at);
    return { ...item, current_period_start: item.current_period_end, current_period_end: period.end };
  });
}
