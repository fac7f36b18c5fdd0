import type { DisputeRow, HistoryInsert, PaymentRow, RefundRow, StoredPayment } from "@/db/queries/payments";
import type { PaymentStatus } from "@/db/schema/payments";
import type { DomainEvent } from "@/lib/events/catalogue";
import { newId, type TenantId } from "@/lib/ids";
import type { BillingSnapshot, PaymentSnapshot } from "@/lib/sync/billing-snapshot";
import { paymentCreated, paymentDisputed, paymentRefunded, paymentStatusUpdated } from "./payment-events";
import { isSettled, raise, statusOfIntent } from "./payment-status";
import { disputedAmount, refundedAmount } from "./refund-policy";

/** Marks a payment that we asked for: its amount is ours to say, and Stripe's must equal it. */
export const REQUESTED = "requested";

/** Everything that one look at Stripe's payments writes; empty lists where nothing is new. */
export interface PaymentWrites {
  payments: PaymentRow[];
  history: HistoryInsert[];
  refunds: RefundRow[];
  disputes: DisputeRow[];
  events: DomainEvent[];
}

/** Compares what is stored of a tenant's payments with what Stripe reports; pure. */
export function planPaymentWrites(
  tenantId: TenantId,
  stored: readonly StoredPayment[],
  snapshot: Pick<BillingSnapshot, "payments" | "invoices">,
  at: Date,
): PaymentWrites {
  const find = finderOf(stored);
  const invoiceOf = new Map(snapshot.invoices.map((each) => [each.stripeInvoiceId, each]));
  const writes: PaymentWrites = { payments: [], history: [], refunds: [], disputes: [], events: [] };
  for (const payment of snapshot.payments) {
    const invoice = invoiceOf.get(payment.stripeInvoiceId ?? "");
    // An invoice says what it is for ("1 × Pro"), its intent only how it came about ("Subscription update").
    const described = { ...payment, description: invoice?.description ?? payment.description };
    const subscription = invoice?.stripeSubscriptionId ?? null;
    const known = find(payment) ?? newPayment(tenantId, described, subscription);
    addPayment(writes, known, described, subscription, at);
  }
  return writes;
}

function finderOf(stored: readonly StoredPayment[]) {
  const own = stored.filter(({ row }) => row.provider === "stripe");
  const byIntent = new Map(own.map((each) => [each.row.externalId, each]));
  // Asked for by us, but we never heard which intent it became: the intent or its invoice says whose it is.
  const waiting = new Set(own.filter(({ row }) => row.externalId === null && !isSettled(row.status)));
  return ({ stripePaymentIntentId, paymentId, stripeInvoiceId }: PaymentSnapshot): StoredPayment | undefined => {
    const known = byIntent.get(stripePaymentIntentId);
    if (known) return known;
    for (const each of waiting) {
      const isOurs = each.row.id === paymentId || (stripeInvoiceId && each.row.stripeInvoiceId === stripeInvoiceId);
      if (isOurs && waiting.delete(each)) return each;
    }
    return undefined;
  };
}

function newPayment(tenantId: TenantId, payment: PaymentSnapshot, stripeSubscriptionId: string | null): StoredPayment {
  const row: PaymentRow = {
    id: newId(),
    tenantId,
    provider: "stripe",
    externalId: payment.stripePaymentIntentId,
    status: "NEW",
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    description: payment.description,
    stripeInvoiceId: payment.stripeInvoiceId,
    stripeSubscriptionId,
    debitReferenceId: null,
    failureCode: null,
    refundedMinor: 0,
    disputedMinor: 0,
    createdAt: payment.createdAt,
    updatedAt: payment.createdAt,
    confirmedAt: null,
  };
  return { row, sources: [], refunds: [], disputes: [] };
}

interface Step {
  status: PaymentStatus;
  source: string;
  failureCode: string | null;
  occurredAt: Date;
}

/** What the intent and its charges tell, the oldest first: also of months that nobody was looking. */
function stepsOf(payment: PaymentSnapshot, at: Date): Step[] {
  const status = statusOfIntent(payment);
  const steps = payment.attempts.map((attempt): Step => {
    const { stripeChargeId, failureCode, createdAt: occurredAt } = attempt;
    // A charge that is only held, or that the bank has not answered yet, is not money: the intent tells when it is.
    const waits = attempt.pending || (attempt.succeeded && status !== "CONFIRMED");
    if (waits) return { status: "PENDING", source: `${stripeChargeId}:pending`, failureCode: null, occurredAt };
    return { status: attempt.succeeded ? "CONFIRMED" : "FAILED", source: stripeChargeId, failureCode, occurredAt };
  });
  if (status !== "NEW" && !steps.some((step) => step.status === status)) {
    const occurredAt = (status === "CANCELED" ? payment.canceledAt : null) ?? at;
    const failureCode = status === "FAILED" ? payment.failureCode : null;
    steps.push({ status, source: `status:${status}`, failureCode, occurredAt });
  }
  return steps;
}

function addPayment(
  writes: PaymentWrites,
  known: StoredPayment,
  payment: PaymentSnapshot,
  stripeSubscriptionId: string | null,
  at: Date,
): void {
  const isNew = known.sources.length === 0;
  const seen = new Set(known.sources);
  const refusal = refusalOf(known, payment);
  const next: PaymentRow = {
    ...known.row,
    externalId: payment.stripePaymentIntentId,
    amountMinor: refusal || followsUs(known) ? known.row.amountMinor : payment.amountMinor,
    description: known.row.description ?? payment.description,
    stripeInvoiceId: known.row.stripeInvoiceId ?? payment.stripeInvoiceId,
    stripeSubscriptionId: known.row.stripeSubscriptionId ?? stripeSubscriptionId,
  };
  if (isNew) {
    writes.events.push(paymentCreated(next));
    writes.history.push(
      entryOf(next, { status: "NEW", source: "created", failureCode: null, occurredAt: next.createdAt }),
    );
  }
  for (const step of stepsOf(payment, at)) {
    if (refusal && step.status === "CONFIRMED") {
      const source = `refused:${step.source}`;
      if (!seen.has(source))
        writes.history.push({ ...entryOf(next, { ...step, source }), applied: "refused", detail: refusal });
    } else if (!seen.has(step.source)) takeStep(writes, next, step);
  }
  addRefunds(writes, known, next, payment);
  addDisputes(writes, known, next, payment);
  if (isNew || isDifferent(known.row, next)) writes.payments.push(next);
}

function takeStep(writes: PaymentWrites, row: PaymentRow, step: Step): void {
  const from = row.status;
  const to = raise(from, step.status);
  writes.history.push(entryOf(row, step));
  row.status = to;
  row.updatedAt = step.occurredAt;
  if (to === step.status) row.failureCode = step.failureCode;
  if (from === to) return;
  if (to === "CONFIRMED") row.confirmedAt = step.occurredAt;
  writes.events.push(paymentStatusUpdated(row, { ...step, from, to }));
}

function entryOf({ id }: PaymentRow, { status, source, failureCode, occurredAt }: Step): HistoryInsert {
  return { paymentId: id, status, applied: "applied", source, failureCode, detail: {}, occurredAt };
}

// What we asked for, or what is confirmed, does not change by what Stripe says of it later.
const followsUs = ({ row, sources }: StoredPayment) => sources.includes(REQUESTED) || row.status === "CONFIRMED";

/** Why this confirmation can't be taken: another amount or currency than was asked for (G12); null when it can. */
function refusalOf(known: StoredPayment, payment: PaymentSnapshot): Record<string, unknown> | null {
  if (payment.status !== "succeeded") return null;
  const { amountMinor, currency } = followsUs(known) ? known.row : { ...payment, currency: known.row.currency };
  if (payment.receivedMinor === amountMinor && payment.currency === currency) return null;
  return {
    expected_minor: amountMinor,
    expected_currency: currency,
    received_minor: payment.receivedMinor,
    received_currency: payment.currency,
  };
}

function addRefunds(writes: PaymentWrites, known: StoredPayment, next: PaymentRow, payment: PaymentSnapshot): void {
  const before = new Map(known.refunds.map((each) => [each.stripeRefundId, each]));
  for (const refund of payment.refunds) {
    const old = before.get(refund.stripeRefundId);
    if (old?.status === refund.status && old.amountMinor === refund.amountMinor) continue;
    const row: RefundRow = { ...refund, paymentId: next.id };
    writes.refunds.push(row);
    writes.events.push(paymentRefunded(row));
  }
  next.refundedMinor = refundedAmount(payment.refunds);
}

function addDisputes(writes: PaymentWrites, known: StoredPayment, next: PaymentRow, payment: PaymentSnapshot): void {
  const before = new Map(known.disputes.map((each) => [each.stripeDisputeId, each]));
  for (const dispute of payment.disputes) {
    const old = before.get(dispute.stripeDisputeId);
    if (old?.status === dispute.status && old.amountMinor === dispute.amountMinor) continue;
    const row: DisputeRow = { ...dispute, paymentId: next.id, actedAt: old?.actedAt ?? null };
    writes.disputes.push(row);
    writes.events.push(paymentDisputed(row));
  }
  next.disputedMinor = disputedAmount(payment.disputes);
}

function isDifferent(before: PaymentRow, after: PaymentRow): boolean {
  return JSON.stringify({ ...before, updatedAt: null }) !== JSON.stringify({ ...after, updatedAt: null });
}
