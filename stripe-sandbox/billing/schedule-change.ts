import type { Account } from "../account";
import { addIntervals } from "../engine/calendar";
import { emit, emitUpdate } from "../events/emit";
import { buildPhase, buildSchedule, phaseItem } from "../resources/schedule-phases";
import type { Price, Subscription, SubscriptionSchedule } from "../store/wire";
import { now, type World } from "../world";
import { carried } from "./phase-discounts";
import { cycleOf } from "./prices";

/** A schedule that holds what the subscription has now until its period ends. */
export function scheduleOf(world: World, account: Account, subscription: Subscription): SubscriptionSchedule {
  const phase = buildPhase({
    start_date: Math.min(...subscription.items.data.map((item) => item.current_period_start)),
    end_date: Math.min(...subscription.items.data.map((item) => item.current_period_end)),
    currency: subscription.currency,
    discounts: carried(subscription.discounts),
    items: subscription.items.data.map((item) => phaseItem(item.price.id, item.quantity ?? 1, carried(item.discounts))),
    default_payment_method: subscription.default_payment_method,
    trial_end: subscription.status === "trialing" ? subscription.trial_end : null,
  });
  const schedule = account.schedules.insert(
    buildSchedule(account, {
      customer: subscription.customer,
      at: now(world, account, subscription.customer),
      phases: [phase],
      endBehavior: "release",
      metadata: {},
      subscription,
    }),
  );
  emit(world, account, "subscription_schedule.created", schedule);
  const after = account.subscriptions.update(subscription.id, { schedule: schedule.id });
  emitUpdate(world, account, "customer.subscription.updated", subscription, after);
  return schedule;
}

/** Puts off a change of prices to the period's end. */
export function scheduleChange(
  world: World,
  account: Account,
  subscription: Subscription,
  items: { price: Price; quantity: number }[],
): SubscriptionSchedule {
  const before = scheduleOf(world, account, subscription);
  const start = before.phases[0]?.end_date ?? 0;
  const cycle = items[0] ? cycleOf(items[0].price) : { interval: "month" as const, count: 1 };
  const next = buildPhase({
    start_date: start,
    end_date: addIntervals(start, cycle.interval, cycle.count),
    currency: subscription.currency,
    discounts: carried(subscription.discounts),
    items: items.map((item, index) =>
      phaseItem(item.price.id, item.quantity, carried(subscription.items.data[index]?.discounts ?? [])),
    ),
    proration_behavior: "none",
  });
  const after = account.schedules.update(before.id, { phases: [...before.phases, next] });
  emitUpdate(world, account, "subscription_schedule.updated", before, after);
  return after;
}
