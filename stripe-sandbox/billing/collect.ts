import type { Account } from "../account";
import type { Decline } from "../engine/test-cards";
import { emit, emitUpdate } from "../events/emit";
import { newId } from "../store/ids";
import type { Invoice, InvoicePayment, PaymentIntent } from "../store/wire";
import { now, type World } from "../world";
import { planRetry } from "./dunning";
import { markPaid, subscriptionOf } from "./invoices";
import { confirmIntent, createIntent } from "./payment-intents";
import { afterInvoiceFailed, afterInvoicePaid } from "./subscription-status";

/** How an attempt to collect an invoice ended. */
export type CollectResult =
  | { kind: "paid"; invoice: Invoice }
  | { kind: "requires_action"; invoice: Invoice; intent: PaymentIntent }
  | { kind: "declined"; invoice: Invoice; intent: PaymentIntent; decline: Decline; charge: string }
  | { kind: "no_payment_method"; invoice: Invoice };

/** The card that pays an invoice: its own, the subscription's, then the customer's default. */
export function payingMethod(account: Account, invoice: Invoice): string | null {
  const customer = account.customers.find(invoice.customer ?? "");
  return (
    invoice.default_payment_method ??
    subscriptionOf(account, invoice)?.default_payment_method ??
    customer?.invoice_settings.default_payment_method ??
    null
  );
}

/** The payment intent of an open invoice; made with its invoice payment when there is none yet. */
export function intentOf(world: World, account: Account, invoice: Invoice): PaymentIntent {
  for (const payment of account.invoicePayments.of(invoice.id)) {
    const intent = payment.payment.payment_intent ? account.paymentIntents.find(payment.payment.payment_intent) : null;
    if (payment.status === "open" && intent && intent.status !== "canceled") return intent;
  }
  const intent = createIntent(world, account, {
    amount: invoice.amount_remaining,
    currency: invoice.currency,
    customer: invoice.customer,
    description: descriptionOf(invoice),
    captureMethod: "automatic",
    setupFutureUsage: subscriptionOf(account, invoice) ? "off_session" : null,
    record: { invoice: invoice.id },
  });
  linkPayment(world, account, invoice, intent);
  return intent;
}

function descriptionOf(invoice: Invoice): string | null {
  switch (invoice.billing_reason) {
    case "subscription_create":
      return "Subscription creation";
    case "subscription_update":
    case "subscription_cycle":
      return "Subscription update";
    default:
      return invoice.number ? `Payment for Invoice ${invoice.number}` : null;
  }
}

/** Ties a payment intent to the invoice that it pays. */
export function linkPayment(world: World, account: Account, invoice: Invoice, intent: PaymentIntent): InvoicePayment {
  return account.invoicePayments.insert({
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_remaining,
    created: now(world, account, invoice.customer),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

/** Tries to collect an open invoice and lets its subscription follow. */
export function collectInvoice(
  world: World,
  account: Account,
  invoiceId: string,
  options: {
    paymentMethod?: string | null;
    offSession?: boolean;
    returnUrl?: string | null;
    isAutomatic?: boolean;
  } = {},
): CollectResult {
  const invoice = account.invoices.get(invoiceId);
  const method = options.paymentMethod ?? payingMethod(account, invoice);
  const intent = intentOf(world, account, invoice);
  if (!method) return withoutMethod(world, account, invoice, options.isAutomatic ?? false);
  account.invoiceRecords.update(invoiceId, { lastTriedCard: method, isWaitingForCard: false });
  const result = confirmIntent(world, account, intent.id, {
    paymentMethod: method,
    offSession: options.offSession ?? false,
    returnUrl: options.returnUrl ?? null,
  });
  switch (result.kind) {
    case "succeeded":
      return { kind: "paid", invoice: settleInvoice(world, account, invoiceId, result.intent) };
    case "requires_action":
      return { kind: "requires_action", invoice: awaitAction(world, account, invoice, options), intent: result.intent };
    case "declined":
      return {
        kind: "declined",
        invoice: recordFailure(world, account, invoice, result.decline, options.isAutomatic ?? false),
        intent: result.intent,
        decline: result.decline,
        charge: result.charge.id,
      };
  }
}

/** Books a succeeded payment intent on its invoice and lets the subscription follow. */
export function settleInvoice(world: World, account: Account, invoiceId: string, intent: PaymentIntent): Invoice {
  const payment = account.invoicePayments.of(invoiceId).find((row) => row.payment.payment_intent === intent.id);
  const paid = markPaid(world, account, invoiceId, {});
  if (payment) {
    const settled = account.invoicePayments.update(payment.id, {
      amount_paid: intent.amount_received,
      status: "paid",
      status_transitions: { ...payment.status_transitions, paid_at: now(world, account, paid.customer) },
    });
    emit(world, account, "invoice_payment.paid", settled);
  }
  clearDelinquent(world, account, paid.customer);
  afterInvoicePaid(world, account, paid, intent.payment_method);
  return account.invoices.get(invoiceId);
}

function awaitAction(world: World, account: Account, before: Invoice, options: { isAutomatic?: boolean }): Invoice {
  if (!options.isAutomatic) {
    const waiting = account.invoices.update(before.id, { attempted: true });
    emit(world, account, "invoice.payment_action_required", waiting);
    afterInvoiceFailed(world, account, waiting);
    return waiting;
  }
  const failed = account.invoices.update(before.id, { attempted: true, attempt_count: before.attempt_count + 1 });
  emit(world, account, "invoice.payment_action_required", failed);
  emit(world, account, "invoice.payment_failed", failed);
  return endAttempt(world, account, before, failed, null, true);
}

function withoutMethod(world: World, account: Account, before: Invoice, isAutomatic: boolean): CollectResult {
  if (!isAutomatic) return { kind: "no_payment_method", invoice: before };
  const failed = account.invoices.update(before.id, { attempted: true, attempt_count: before.attempt_count + 1 });
  emit(world, account, "invoice.payment_failed", failed);
  return { kind: "no_payment_method", invoice: endAttempt(world, account, before, failed, null, true) };
}

function recordFailure(
  world: World,
  account: Account,
  before: Invoice,
  decline: Decline,
  isAutomatic: boolean,
): Invoice {
  const failed = account.invoices.update(before.id, { attempted: true, attempt_count: before.attempt_count + 1 });
  const planned = isAutomatic ? planRetry(world, account, failed, decline) : failed;
  emit(world, account, "invoice.payment_failed", planned);
  return endAttempt(world, account, before, planned, decline, false);
}

function endAttempt(
  world: World,
  account: Account,
  before: Invoice,
  failed: Invoice,
  decline: Decline | null,
  isPlannedHere: boolean,
): Invoice {
  const planned = isPlannedHere ? planRetry(world, account, failed, decline) : failed;
  emitUpdate(world, account, "invoice.updated", before, planned);
  setDelinquent(world, account, planned);
  afterInvoiceFailed(world, account, planned);
  return account.invoices.get(before.id);
}

function setDelinquent(world: World, account: Account, invoice: Invoice): void {
  if (invoice.billing_reason !== "subscription_cycle") return;
  const before = account.customers.get(invoice.customer ?? "");
  emitUpdate(world, account, "customer.updated", before, account.customers.update(before.id, { delinquent: true }));
}

function clearDelinquent(world: World, account: Account, customerId: string | null): void {
  const before = customerId ? account.customers.find(customerId) : null;
  if (!before?.delinquent) return;
  const stillOwes = account.invoices.of(before.id).some((invoice) => invoice.status === "open" && invoice.attempted);
  if (stillOwes) return;
  emitUpdate(world, account, "customer.updated", before, account.customers.update(before.id, { delinquent: false }));
}

/** Books a decline that came after the customer's challenge on the invoice that was to be paid. */
export function failInvoice(world: World, account: Account, invoiceId: string, decline: Decline): void {
  const invoice = account.invoices.get(invoiceId);
  if (invoice.status === "open") recordFailure(world, account, invoice, decline, false);
}
