import type { Account } from "../account";
import { type AnchorDay, addIntervals, nextAnchorDay, periodAt } from "../engine/calendar";
import { prorated } from "../engine/proration";
import { invalidParam, notImitated } from "../http/errors";
import type { Price, Subscription, SubscriptionItem } from "../store/wire";
import type { LineInput } from "./invoice-lines";
import { cycleOf } from "./prices";
import { recurringLines } from "./recurring-lines";

/** Refuses an anchor in the past, or beyond the day on which the first full period would end without it. */
export function checkAnchor(prices: readonly Price[], anchor: number, from: number, param: string): void {
  if (anchor < from) throw invalidParam("Invalid timestamp: must be in the future", { param });
  const ends = prices.map((price) => {
    const cycle = cycleOf(price);
    return addIntervals(from, cycle.interval, cycle.count);
  });
  const natural = Math.min(...ends);
  if (anchor <= natural) return;
  throw invalidParam(`billing_cycle_anchor cannot be later than next natural billing date (${natural}) for plan`, {
    param,
  });
}

/** The anchor that a day of the month asks for: its next occurrence. */
export function anchorOf(day: AnchorDay, prices: readonly Price[], from: number): number {
  if (prices.some((price) => !["month", "year"].includes(cycleOf(price).interval))) {
    throw invalidParam("billing_cycle_anchor_config is only valid with monthly and yearly price intervals.", {
      param: "billing_cycle_anchor_config",
    });
  }
  const anchor = nextAnchorDay(day, from);
  // Its anchor would stand on a shorter month's last day and still mean the day that was asked for.
  if (anchor === null) throw notImitated("A day_of_month that the next month to bill in has not");
  return anchor;
}

/** True where a trial's end leaves the anchor as it is, so that the first paid period may be a part of one. */
export function keepsAnchor(subscription: Subscription): boolean {
  return subscription.trial_settings?.end_behavior.billing_cycle_anchor === "unchanged";
}

/** The lines of an item's period, prorated where it begins within one of the anchor's. */
export function openingLines(
  account: Account,
  input: { subscription: string; item: SubscriptionItem; currency: string },
  anchor: number,
): LineInput[] {
  const { item } = input;
  const start = item.current_period_start;
  const lines = recurringLines(account, {
    ...input,
    isTrial: false,
    period: { start, end: item.current_period_end },
  });
  const cycle = cycleOf(item.price);
  const natural = periodAt(anchor, cycle.interval, cycle.count, start);
  if (natural.start === start) return lines;
  return lines.map((line) => ({ ...line, amount: prorated(line.amount, natural, start), isProration: true }));
}
