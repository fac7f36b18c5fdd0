import type { Transaction } from "@/db/client";
import { findBillingAccount, lockBilling } from "@/db/queries/billing";
import { findDebitReference, findInvoice, findPayment, type PaymentRow } from "@/db/queries/payments";
import {
  assignTransfer,
  findAwaitedTransfer,
  isPaidThroughStripe,
  listAssignedInvoiceIds,
  listOwedInvoices,
  lockTransaction,
  settleTransaction,
  type TransactionRow,
} from "@/db/queries/transactions";
import { addMs, billingNow, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { addJob } from "@/lib/jobs/add-job";
import { settleOutOfBand } from "@/lib/stripe/invoices";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { chooseOwedInvoice } from "./choose-owed-invoice";
import { createPaymentIn } from "./create-payment";
import { updatePaymentIn } from "./update-payment";

type Reference = NonNullable<Awaited<ReturnType<typeof findDebitReference>>>;

/** How long after a claim its completion is looked after, should whoever made it have died. */
const REPEAT_AFTER_MS = 60_000;

/**
 * Books a parked transfer, in three steps that each survive a crash: claim the invoice for it, mark it paid at Stripe
 * under a key made of the transaction, finish payment and event together. Repeating it goes on where it stopped.
 */
export async function bookTransfer(row: TransactionRow): Promise<TransactionRow> {
  const db = database();
  const reference = await findDebitReference(db, row.debitReferenceId);
  if (!reference) return settleTransaction(db, row.eventId, { state: "parked", reason: "unknown_reference" });
  // What is owed is Stripe's to say, and it may have been finalised or paid a moment ago.
  const known = await findPayment(db, { provider: "bank_transfer", externalId: row.transactionId });
  if (known?.status !== "CONFIRMED") await syncTenantBilling(reference.tenantId, "payment-requested");
  const claim = await db.transaction((tx) => claimInvoice(tx, row.eventId, reference));
  if ("settled" in claim) return claim.settled;
  const { stripeInvoiceId, payment } = claim;
  const key = `tierline-transfer-${row.transactionId}-${stripeInvoiceId}`;
  const isTaken = await settleOutOfBand(stripeInvoiceId, key);
  await syncTenantBilling(reference.tenantId, "payment-requested");
  const isOurs = isTaken || (await wasPaidByUs(reference, stripeInvoiceId));
  const settled = await db.transaction((tx) => (isOurs ? finish(tx, row, payment) : release(tx, row, payment)));
  return settled;
}

type Claim = { stripeInvoiceId: string; payment: PaymentRow } | { settled: TransactionRow };

async function claimInvoice(tx: Transaction, eventId: string, reference: Reference): Promise<Claim> {
  await lockBilling(tx, reference.tenantId);
  const row = await lockTransaction(tx, eventId);
  if (row.state !== "parked") return { settled: row };
  const known = await findPayment(tx, { provider: "bank_transfer", externalId: row.transactionId });
  if (known?.status === "CONFIRMED") {
    const posted = { state: "ignored", reason: "already_posted", paymentId: known.id } as const;
    return { settled: await settleTransaction(tx, eventId, posted) };
  }
  if (known?.stripeInvoiceId) return goOn(tx, row, known, known.stripeInvoiceId);
  const assigned = await listAssignedInvoiceIds(tx, reference.tenantId);
  const owed = (await listOwedInvoices(tx, reference.stripeSubscriptionId)).filter(
    ({ stripeInvoiceId }) => !assigned.has(stripeInvoiceId),
  );
  const choice = chooseOwedInvoice(owed, row);
  switch (choice.kind) {
    case "nothing_to_pay":
      return { settled: await settleTransaction(tx, eventId, { state: "parked", reason: choice.kind }) };
    case "wrong_amount":
    case "wrong_currency":
      return { settled: await refuse(tx, row, choice.kind, choice.asked.stripeInvoiceId) };
    case "pays": {
      const { stripeInvoiceId } = choice.invoice;
      const payment = known ?? (await openTransfer(tx, row, reference, choice.invoice));
      await assignTransfer(tx, payment.id, { externalId: row.transactionId, stripeInvoiceId });
      return goOn(tx, row, payment, stripeInvoiceId);
    }
  }
}

async function goOn(tx: Transaction, row: TransactionRow, payment: PaymentRow, stripeInvoiceId: string) {
  await settleTransaction(tx, row.eventId, { state: "parked", reason: "booking", paymentId: payment.id });
  const { debitReferenceId } = row;
  const options = { key: `repost-transfers:${debitReferenceId}`, runAt: addMs(wallNow(), REPEAT_AFTER_MS) };
  await addJob(tx, "repost-transfers", { debitReferenceId }, options);
  return { stripeInvoiceId, payment };
}

/** The payment that asked for this transfer, or a new one: money may come without having been asked for. */
async function openTransfer(
  tx: Transaction,
  row: TransactionRow,
  reference: Reference,
  invoice: { stripeInvoiceId: string; description: string | null },
): Promise<PaymentRow> {
  const awaited = await findAwaitedTransfer(tx, invoice.stripeInvoiceId);
  if (awaited && awaited.amountMinor === row.amountMinor && awaited.currency === row.currency) return awaited;
  return createPaymentIn(tx, {
    tenantId: reference.tenantId,
    provider: "bank_transfer",
    amountMinor: row.amountMinor,
    currency: row.currency,
    externalId: row.transactionId,
    description: invoice.description,
    stripeInvoiceId: invoice.stripeInvoiceId,
    stripeSubscriptionId: reference.stripeSubscriptionId,
    debitReferenceId: reference.id,
    createdAt: billingNow(await findBillingAccount(tx, reference.tenantId)),
  });
}

async function refuse(tx: Transaction, row: TransactionRow, reason: string, stripeInvoiceId: string) {
  const awaited = await findAwaitedTransfer(tx, stripeInvoiceId);
  if (awaited) await updatePaymentIn(tx, awaited, await confirmation(tx, row, awaited));
  return settleTransaction(tx, row.eventId, { state: "refused", reason, paymentId: awaited?.id ?? null });
}

async function confirmation(tx: Transaction, row: TransactionRow, { tenantId }: PaymentRow) {
  return {
    status: "CONFIRMED",
    source: `transaction:${row.transactionId}`,
    occurredAt: billingNow(await findBillingAccount(tx, tenantId)),
    amountMinor: row.amountMinor,
    currency: row.currency,
    detail: { event_id: row.eventId },
  } as const;
}

// Our own call of an earlier run may have gone through without our hearing of it: then no card has paid the invoice.
async function wasPaidByUs({ tenantId }: Reference, stripeInvoiceId: string): Promise<boolean> {
  const db = database();
  const invoice = await findInvoice(db, tenantId, stripeInvoiceId);
  return invoice?.status === "paid" && !(await isPaidThroughStripe(db, stripeInvoiceId));
}

async function finish(tx: Transaction, row: TransactionRow, { id, tenantId }: PaymentRow): Promise<TransactionRow> {
  await lockBilling(tx, tenantId);
  const payment = await findPayment(tx, { id });
  if (!payment) throw new Error(`the payment ${id} is gone`);
  // Payment and event are finished together: one that is confirmed already was posted by another event, or run.
  if (payment.status === "CONFIRMED") {
    const current = await lockTransaction(tx, row.eventId);
    if (current.state !== "parked") return current;
    return settleTransaction(tx, row.eventId, { state: "ignored", reason: "already_posted", paymentId: id });
  }
  await updatePaymentIn(tx, payment, await confirmation(tx, row, payment));
  return settleTransaction(tx, row.eventId, { state: "posted", reason: null, paymentId: id });
}

/** The invoice was paid otherwise in between: the money is here, and waits for the next one. */
async function release(tx: Transaction, row: TransactionRow, payment: PaymentRow): Promise<TransactionRow> {
  await lockBilling(tx, payment.tenantId);
  await assignTransfer(tx, payment.id, { externalId: row.transactionId, stripeInvoiceId: null });
  return settleTransaction(tx, row.eventId, { state: "parked", reason: "nothing_to_pay", paymentId: payment.id });
}
