import type { Account } from "../account";
import { heldUntil } from "../events/acknowledge";
import { emit, emitUpdate } from "../events/emit";
import { now, type World } from "../world";
import { collectInvoice, payingMethod } from "./collect";
import { planRetry } from "./dunning";
import { markUncollectible, voidInvoice } from "./invoice-ends";
import { finalizeInvoice, subscriptionOf } from "./invoices";
import { afterInvoiceFailed, afterInvoicePaid } from "./subscription-status";

/** Closes a draft whose hour is over and collects it, unless collection is paused. */
export function finalizeDue(world: World, account: Account, id: string): void {
  const draft = account.invoices.get(id);
  const held = heldUntil(account, draft, now(world, account, draft.customer));
  if (held !== null) {
    account.invoiceRecords.update(id, { heldUntil: held });
    return;
  }
  const pause = subscriptionOf(account, draft)?.pause_collection?.behavior ?? null;
  if (pause === "keep_as_draft") {
    account.invoices.update(id, { auto_advance: false, automatically_finalizes_at: null });
    return;
  }
  const invoice = finalizeInvoice(world, account, draft);
  if (invoice.status === "paid") {
    afterInvoicePaid(world, account, invoice, null);
    return;
  }
  if (pause === "void") {
    voidInvoice(world, account, invoice);
    return;
  }
  if (pause === "mark_uncollectible") {
    markUncollectible(world, account, invoice);
    return;
  }
  if (invoice.collection_method === "send_invoice") {
    emit(world, account, "invoice.sent", invoice);
    return;
  }
  collectInvoice(world, account, id, { isAutomatic: true });
}

/** Tries a failed renewal again; after a hard decline only a new card is tried. */
export function retryDue(world: World, account: Account, id: string): void {
  const invoice = account.invoices.get(id);
  const record = account.invoiceRecords.get(id);
  const isSameCard = payingMethod(account, invoice) === record.lastTriedCard;
  if (!record.isWaitingForCard || !isSameCard) {
    collectInvoice(world, account, id, { isAutomatic: true });
    return;
  }
  const planned = planRetry(world, account, invoice, null);
  account.invoiceRecords.update(id, { isWaitingForCard: true });
  emitUpdate(world, account, "invoice.updated", invoice, planned);
  afterInvoiceFailed(world, account, planned);
}

/** A sent invoice was not paid by its due date. */
export function overdue(world: World, account: Account, id: string): void {
  const invoice = account.invoices.get(id);
  emit(world, account, "invoice.overdue", invoice);
  const before = subscriptionOf(account, invoice);
  if (!before) return;
  const after = account.subscriptions.update(before.id, { status: "past_due" });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
}
