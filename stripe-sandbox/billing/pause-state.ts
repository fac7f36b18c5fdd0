import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { Subscription } from "../store/wire";
import type { World } from "../world";

type PauseReason = NonNullable<NonNullable<Subscription["status_details"]>["paused"]["subscription"]>["type"];

/** Why a subscription cannot be paused, or null when it can. */
export function refusalToPause(subscription: Subscription): string | null {
  if (subscription.billing_mode.type !== "flexible") {
    return "Pausing a subscription requires `billing_mode[type]` to be `flexible`.";
  }
  if (subscription.schedule) {
    return "You cannot pause a subscription that is attached to a subscription schedule.";
  }
  if (subscription.collection_method !== "charge_automatically") {
    return "You can only pause a subscription whose `collection_method` is `charge_automatically`.";
  }
  return null;
}

/** Puts a subscription into the paused state and tells of it. */
export function markPaused(
  world: World,
  account: Account,
  before: Subscription,
  at: number,
  reason: PauseReason,
): Subscription {
  const after = account.subscriptions.update(before.id, {
    status: "paused",
    status_details: { paused: { subscription: { type: reason }, transitioned_at: at, type: "subscription" } },
  });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  emit(world, account, "customer.subscription.paused", after);
  return after;
}

/**
 * Ends a pause: the state becomes active, or past due when the resumption's payment failed. `told` is what was last
 * told of the subscription where the running step changed more of it.
 */
export function endPause(
  world: World,
  account: Account,
  id: string,
  status: "active" | "past_due",
  told: Subscription | null = null,
): Subscription {
  const present = account.subscriptions.get(id);
  const before = told ?? present;
  account.subscriptionRecords.update(id, { resumption: null });
  const { status_details: _details, ...kept } = present;
  const after = account.subscriptions.insert({ ...kept, status });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  emit(world, account, "customer.subscription.resumed", after);
  return after;
}
