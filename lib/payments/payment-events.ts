import type { DisputeRow, PaymentRow, RefundRow } from "@/db/queries/payments";
import type { PaymentStatus } from "@/db/schema/payments";
import type { DomainEvent } from "@/lib/events/catalogue";

/** PaymentCreatedEvent: told once, when a payment is first known here. */
export function paymentCreated(row: PaymentRow): DomainEvent {
  return {
    type: "PaymentCreated",
    data: { ...subjectOf(row), status: "NEW", description: row.description, occurred_at: row.createdAt.toISOString() },
  };
}

/** What made a payment move. */
interface Step {
  from: PaymentStatus;
  to: PaymentStatus;
  failureCode: string | null;
  occurredAt: Date;
}

/** PaymentStatusUpdatedEvent: told once for every step up the rank. */
export function paymentStatusUpdated(row: PaymentRow, { from, to, failureCode, occurredAt }: Step): DomainEvent {
  return {
    type: "PaymentStatusUpdated",
    data: { ...subjectOf(row), from, to, failure_code: failureCode, occurred_at: occurredAt.toISOString() },
  };
}

function subjectOf(row: PaymentRow) {
  return {
    payment_id: row.id,
    provider: row.provider,
    external_id: row.externalId,
    amount_minor: row.amountMinor,
    currency: row.currency,
    invoice_id: row.stripeInvoiceId,
  };
}

/** PaymentRefundedEvent: told when a refund appears and at every change of its state. */
export function paymentRefunded({ paymentId, stripeRefundId, status, amountMinor, currency }: RefundRow): DomainEvent {
  const data = { payment_id: paymentId, refund_id: stripeRefundId, status, amount_minor: amountMinor, currency };
  return { type: "PaymentRefunded", data };
}

/** PaymentDisputedEvent: told when a dispute appears and at every change of its state. */
export function paymentDisputed(row: DisputeRow): DomainEvent {
  const { paymentId, stripeDisputeId, status, reason, amountMinor, currency } = row;
  const data = { payment_id: paymentId, dispute_id: stripeDisputeId, status, reason, amount_minor: amountMinor };
  return { type: "PaymentDisputed", data: { ...data, currency } };
}
