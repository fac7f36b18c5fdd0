import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { Invoice, Subscription } from "../store/wire";
import type { World } from "../world";
import { stopCollecting, voidInvoice } from "./invoice-ends";

type Reason = NonNullable<NonNullable<Subscription["cancellation_details"]>["reason"]>;

/** Ends a subscription at once. An incomplete one expires instead, its invoice voided. */
export function cancelNow(
  world: World,
  account: Account,
  before: Subscription,
  options: {
    at: number;
    reason?: Reason;
    details?: { comment?: string | null; feedback?: NonNullable<Subscription["cancellation_details"]>["feedback"] };
  },
): Subscription {
  const details = {
    comment: options.details?.comment ?? before.cancellation_details?.comment ?? null,
    feedback: options.details?.feedback ?? before.cancellation_details?.feedback ?? null,
    feedback_option: before.cancellation_details?.feedback_option ?? null,
    reason: before.cancellation_details?.reason ?? options.reason ?? "cancellation_requested",
  };
  if (before.status === "incomplete") return expire(world, account, before, options.at);
  stopCollecting(world, account, before.id, before.customer);
  const { status_details: _paused, ...kept } = account.subscriptions.get(before.id);
  const after = account.subscriptions.insert({
    ...kept,
    status: "canceled",
    canceled_at: before.canceled_at ?? options.at,
    ended_at: options.at,
    cancel_at: null,
    cancel_at_period_end: false,
    cancellation_details: details,
    pending_update: null,
  });
  emit(world, account, "customer.subscription.deleted", after);
  endSchedule(world, account, after);
  return after;
}

/** Lets an incomplete subscription expire: it never became active, so it is updated, not deleted. */
export function expire(world: World, account: Account, before: Subscription, at: number): Subscription {
  const invoice = before.latest_invoice ? account.invoices.find(before.latest_invoice) : null;
  if (invoice && isOpen(invoice)) voidInvoice(world, account, invoice);
  const after = account.subscriptions.update(before.id, { status: "incomplete_expired", ended_at: at });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  return after;
}

function isOpen(invoice: Invoice): boolean {
  return invoice.status === "open" || invoice.status === "uncollectible";
}

function endSchedule(world: World, account: Account, subscription: Subscription): void {
  const schedule = subscription.schedule ? account.schedules.find(subscription.schedule) : null;
  if (!schedule || (schedule.status !== "active" && schedule.status !== "not_started")) return;
  const ended = account.schedules.update(schedule.id, {
    status: "canceled",
    canceled_at: subscription.ended_at,
    current_phase: null,
  });
  emit(world, account, "subscription_schedule.canceled", ended);
}
