import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { ItemsChange } from "../store/hidden";
import type { Invoice, Subscription } from "../store/wire";
import type { World } from "../world";
import { prorationsOn, rememberDebits, replaceDebits } from "./debits";
import { voidInvoice } from "./invoice-ends";
import { dropUsedDiscounts } from "./lasting-discounts";
import { itemsPatch } from "./subscription-items";

/** The patch that puts a planned change into effect. */
export function patchOf(subscription: Subscription, change: ItemsChange): Partial<Subscription> {
  return {
    ...itemsPatch(subscription.id, change.items),
    billing_cycle_anchor: change.billingCycleAnchor,
    ...(change.billingCycleAnchor === subscription.billing_cycle_anchor ? {} : { billing_cycle_anchor_config: null }),
    trial_start: change.trialStart,
    trial_end: change.trialEnd,
    ...(change.status ? { status: change.status } : {}),
    ...(subscription.cancel_at_period_end
      ? { cancel_at: Math.min(...change.items.map((item) => item.current_period_end)) }
      : {}),
  };
}

/** Puts the waiting change of a subscription into effect: its invoice was paid. */
export function applyPendingChange(world: World, account: Account, id: string): void {
  const record = account.subscriptionRecords.get(id);
  const before = account.subscriptions.get(id);
  if (!record.pendingChange) return;
  const invoice = record.pendingInvoice ? account.invoices.find(record.pendingInvoice) : null;
  account.subscriptionRecords.update(id, { pendingChange: null, pendingInvoice: null });
  account.subscriptions.update(id, {
    ...patchOf(before, record.pendingChange),
    pending_update: null,
    latest_invoice: invoice?.id ?? before.latest_invoice,
  });
  if (invoice) rememberChange(account, id, invoice);
  const after = account.subscriptions.get(id);
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  if (before.pending_update) emit(world, account, "customer.subscription.pending_update_applied", after);
}

/** Notes what the paid invoice of a change credited, debited and used up. */
export function rememberChange(account: Account, id: string, invoice: Invoice): void {
  replaceDebits(account, id, prorationsOn(account, invoice));
  rememberDebits(account, invoice);
  dropUsedDiscounts(account, id, invoice);
}

/** Drops the waiting change: it was not paid in time, or another change replaced it. */
export function dropPendingChange(world: World, account: Account, id: string): void {
  const record = account.subscriptionRecords.get(id);
  const before = account.subscriptions.get(id);
  const invoice = record.pendingInvoice ? account.invoices.find(record.pendingInvoice) : null;
  account.subscriptionRecords.update(id, { pendingChange: null, pendingInvoice: null });
  if (invoice?.status === "open") voidInvoice(world, account, invoice);
  const after = account.subscriptions.update(id, { pending_update: null });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  emit(world, account, "customer.subscription.pending_update_expired", after);
}
