import type { Account } from "../account";
import { addIntervals } from "../engine/calendar";
import { planOf } from "../resources/prices";
import type { Subscription, SubscriptionItem, SubscriptionSchedule } from "../store/wire";
import type { LineInput } from "./invoice-lines";
import { amountOf, cycleOf, unitAmountIn } from "./prices";
import { buildItem } from "./subscription-items";

type Phase = SubscriptionSchedule["phases"][number];
type Period = { start: number; end: number };

/** The one-off lines that a phase brings to the invoice of its begin. */
export function oneOffLines(account: Account, phase: Phase, period: Period, subscription: string | null): LineInput[] {
  return phase.add_invoice_items.map((item) => {
    const price = account.prices.get(item.price);
    const quantity = item.quantity ?? 1;
    return {
      amount: amountOf(price, quantity, phase.currency),
      description: account.products.find(price.product)?.name ?? null,
      period,
      price,
      product: price.product,
      quantity,
      discountable: item.discountable ?? true,
      isProration: false,
      subscription,
      subscriptionItem: null,
      invoiceItem: null,
      creditedItems: null,
      unitAmount: String(unitAmountIn(price, phase.currency)),
      metadata: item.metadata ?? {},
      taxRates: null,
    };
  });
}

/** The period that a phase's items have in common: from the last begin to the first end. */
export function commonPeriod(items: readonly SubscriptionItem[]): Period {
  return {
    start: Math.max(...items.map((item) => item.current_period_start)),
    end: Math.min(...items.map((item) => item.current_period_end)),
  };
}

/** The first period of the subscription that a phase begins. */
export function firstPeriodOf(account: Account, phase: Phase): Period {
  const ends = phase.items.map((item) => {
    const cycle = cycleOf(account.prices.get(item.price));
    return addIntervals(phase.start_date, cycle.interval, cycle.count);
  });
  return { start: phase.start_date, end: phase.trial_end ?? Math.min(...ends) };
}

/** The phase with which a subscription renews, where one begins at its period's end. */
export function renewingPhase(account: Account, subscription: Subscription): Phase | null {
  const schedule = subscription.schedule ? account.schedules.find(subscription.schedule) : null;
  const end = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  if (schedule?.status !== "active") return null;
  return schedule.phases.find((each) => each.start_date === end) ?? null;
}

/** The items that a subscription renews with: those of its schedule's next phase, where one begins at the period's end. */
export function renewingItems(account: Account, subscription: Subscription): Subscription["items"]["data"] {
  const phase = renewingPhase(account, subscription);
  return phase ? swapped(account, subscription, phase) : subscription.items.data;
}

/** The items as a phase wants them, with the ids of those that it replaces. */
export function swapped(account: Account, subscription: Subscription, phase: Phase): Subscription["items"]["data"] {
  const known = subscription.items.data;
  return phase.items.map((wanted, index) => {
    const price = account.prices.get(wanted.price);
    const item = known.find((candidate) => candidate.price.id === price.id) ?? known[index];
    if (item) return { ...item, price, plan: planOf(price), quantity: wanted.quantity ?? 1 };
    const [first] = known;
    const end = first?.current_period_end ?? phase.start_date;
    return buildItem({
      subscription: subscription.id,
      price,
      quantity: wanted.quantity ?? 1,
      period: { start: end, end },
      created: phase.start_date,
    });
  });
}
