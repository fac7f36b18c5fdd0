import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { Invoice, Subscription } from "../store/wire";
import { now, type World } from "../world";
import { cancelNow } from "./cancel";
import { isGivenUp } from "./dunning";
import { markUncollectible, voidInvoice } from "./invoice-ends";
import { subscriptionOf } from "./invoices";
import { endPause, markPaused, refusalToPause } from "./pause-state";
import { applyPendingChange } from "./pending-change";

/** Lets a subscription follow the payment of one of its invoices. */
export function afterInvoicePaid(world: World, account: Account, invoice: Invoice, paymentMethod: string | null): void {
  const before = subscriptionOf(account, invoice);
  if (!before || hasEnded(before)) return;
  const record = account.subscriptionRecords.get(before.id);
  if (record.pendingInvoice === invoice.id) {
    applyPendingChange(world, account, before.id);
    return;
  }
  if (record.resumption?.invoice === invoice.id) {
    endPause(world, account, before.id, "active");
    return;
  }
  const patch: Partial<Subscription> = {};
  const isLatest = before.latest_invoice === invoice.id;
  if (before.status === "incomplete" && invoice.billing_reason === "subscription_create") patch.status = "active";
  if ((before.status === "past_due" || before.status === "unpaid") && isLatest) patch.status = "active";
  if (paymentMethod && before.payment_settings?.save_default_payment_method === "on_subscription") {
    patch.default_payment_method = paymentMethod;
  }
  const after = account.subscriptions.update(before.id, patch);
  emitSubscriptionUpdate(world, account, before, after);
}

/** Lets a subscription follow a failed attempt: past due, and after the last retry what the account decides. */
export function afterInvoiceFailed(world: World, account: Account, invoice: Invoice): void {
  const before = subscriptionOf(account, invoice);
  if (!before || hasEnded(before) || invoice.billing_reason === "subscription_create") return;
  const record = account.subscriptionRecords.get(before.id);
  if (record.pendingInvoice === invoice.id) return;
  if (record.resumption?.invoice === invoice.id) {
    afterResumptionFailed(world, account, before, invoice, record.resumption.isRetried);
    return;
  }
  const owing =
    before.status === "active" || before.status === "trialing"
      ? account.subscriptions.update(before.id, { status: "past_due" })
      : before;
  emitSubscriptionUpdate(world, account, before, owing);
  if (isGivenUp(invoice)) giveUp(world, account, owing, invoice);
}

/** A failed resumption is past due, or stays paused while retries are left and after the last of them. */
function afterResumptionFailed(
  world: World,
  account: Account,
  before: Subscription,
  invoice: Invoice,
  isRetried: boolean,
): void {
  if (!isRetried) {
    endPause(world, account, before.id, "past_due");
    return;
  }
  if (invoice.next_payment_attempt !== null) return;
  account.subscriptionRecords.update(before.id, { resumption: null, debits: {} });
  voidInvoice(world, account, account.invoices.get(invoice.id));
}

function giveUp(world: World, account: Account, subscription: Subscription, invoice: Invoice): void {
  const { after_last_retry: end, after_last_retry_invoice: invoiceEnd } = account.settings;
  if (invoiceEnd === "mark_uncollectible") {
    markUncollectible(world, account, account.invoices.get(invoice.id));
    if (end === "unpaid" || end === "past_due") {
      afterUncollectible(world, account, subscription.id, end);
      return;
    }
  }
  switch (end) {
    case "cancel":
      cancelNow(world, account, subscription, {
        at: now(world, account, subscription.customer),
        reason: "payment_failed",
      });
      return;
    case "unpaid": {
      const after = account.subscriptions.update(subscription.id, { status: "unpaid" });
      emitSubscriptionUpdate(world, account, subscription, after);
      return;
    }
    case "pause":
      pauseOrCancel(world, account, subscription);
      return;
    case "past_due":
      return;
  }
}

/** Where the account pauses after the last retry, what cannot be paused is cancelled instead. */
function pauseOrCancel(world: World, account: Account, subscription: Subscription): void {
  const at = now(world, account, subscription.customer);
  if (refusalToPause(subscription) === null) {
    markPaused(world, account, subscription, at, "final_payment_failure");
    return;
  }
  cancelNow(world, account, subscription, { at, reason: "payment_failed" });
}

function afterUncollectible(world: World, account: Account, id: string, end: "unpaid" | "past_due"): void {
  const before = account.subscriptions.get(id);
  const after = account.subscriptions.update(id, { status: end === "unpaid" ? "unpaid" : "active" });
  emitSubscriptionUpdate(world, account, before, after);
}

/** True for the two states that nothing leads out of. */
export function hasEnded(subscription: Subscription): boolean {
  return subscription.status === "canceled" || subscription.status === "incomplete_expired";
}

/** Tells of a subscription's change, unless the running transaction is only now creating it. */
export function emitSubscriptionUpdate(
  world: World,
  account: Account,
  before: Subscription,
  after: Subscription,
): void {
  if (account.subscriptions.before(after.id) === null) return;
  emitUpdate(world, account, "customer.subscription.updated", before, after);
}

/** Tells of a new subscription. */
export function emitCreated(world: World, account: Account, id: string): void {
  emit(world, account, "customer.subscription.created", account.subscriptions.get(id));
}

/** A past due subscription whose latest invoice was given up is active again. */
export function afterInvoiceUncollectible(world: World, account: Account, invoice: Invoice): void {
  const before = subscriptionOf(account, invoice);
  if (before?.status === "paused" && account.subscriptionRecords.get(before.id).resumption?.invoice === invoice.id) {
    endPause(world, account, before.id, "active");
    return;
  }
  if (before?.status !== "past_due" || before.latest_invoice !== invoice.id) return;
  emitSubscriptionUpdate(world, account, before, account.subscriptions.update(before.id, { status: "active" }));
}
