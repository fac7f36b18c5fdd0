import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { invalidRequest } from "../http/errors";
import type { Invoice } from "../store/wire";
import { now, type World } from "../world";
import { changeBalance } from "./customer-balance";

/** Voids an open or uncollectible invoice, giving back the balance that it used. */
export function voidInvoice(world: World, account: Account, before: Invoice): Invoice {
  if (before.status !== "open" && before.status !== "uncollectible") {
    throw invalidRequest(`You can only pass in open invoices. This invoice isn't open.`, {
      code: "invoice_not_editable",
    });
  }
  releasePayment(world, account, before.id, "void_invoice");
  const voided = account.invoices.update(before.id, {
    amount_remaining: before.amount_due - before.amount_paid,
    auto_advance: false,
    next_payment_attempt: null,
    status: "void",
    status_transitions: { ...before.status_transitions, voided_at: now(world, account, before.customer) },
  });
  const used = (before.ending_balance ?? 0) - before.starting_balance;
  if (used !== 0 && before.customer) {
    changeBalance(world, account, before.customer, -used, { type: "unapplied_from_invoice", invoice: before.id });
  }
  emit(world, account, "invoice.voided", voided);
  emitUpdate(world, account, "invoice.updated", before, voided);
  return voided;
}

/** Gives an open invoice up; it can still be paid. */
export function markUncollectible(world: World, account: Account, before: Invoice): Invoice {
  if (before.status !== "open") {
    throw invalidRequest("You can only mark open invoices as uncollectible.", { code: "invoice_not_editable" });
  }
  const after = account.invoices.update(before.id, {
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_transitions: { ...before.status_transitions, marked_uncollectible_at: now(world, account, before.customer) },
  });
  emit(world, account, "invoice.marked_uncollectible", after);
  emitUpdate(world, account, "invoice.updated", before, after);
  return after;
}

function releasePayment(world: World, account: Account, invoiceId: string, reason: "void_invoice"): void {
  for (const payment of account.invoicePayments.of(invoiceId)) {
    if (payment.status !== "open") continue;
    account.invoicePayments.update(payment.id, {
      status: "canceled",
      status_transitions: { ...payment.status_transitions, canceled_at: now(world, account, null) },
    });
    const intent = payment.payment.payment_intent ? account.paymentIntents.find(payment.payment.payment_intent) : null;
    if (!intent || intent.status === "succeeded" || intent.status === "canceled") continue;
    const canceled = account.paymentIntents.update(intent.id, {
      status: "canceled",
      canceled_at: now(world, account, intent.customer),
      cancellation_reason: reason,
      next_action: null,
    });
    emit(world, account, "payment_intent.canceled", canceled);
  }
}

/** Stops automatic collection, as cancelling a subscription does to its open invoices. */
export function stopCollecting(world: World, account: Account, subscriptionId: string, customer: string): void {
  for (const invoice of account.invoices.of(customer)) {
    if (invoice.parent?.subscription_details?.subscription !== subscriptionId) continue;
    if (invoice.status !== "open" && invoice.status !== "draft") continue;
    if (!invoice.auto_advance && invoice.next_payment_attempt === null) continue;
    const after = account.invoices.update(invoice.id, {
      auto_advance: false,
      next_payment_attempt: null,
      automatically_finalizes_at: null,
    });
    emitUpdate(world, account, "invoice.updated", invoice, after);
  }
}
