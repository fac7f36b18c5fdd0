import type Stripe from "stripe";
import type { RefundStatus } from "@/db/schema/payments";
import { fromUnix, fromUnixOrNull } from "@/lib/clock";
import { type CheckoutId, isId, type PaymentId } from "@/lib/ids";
import type { AttemptSnapshot, DisputeSnapshot, PaymentSnapshot, RefundSnapshot } from "@/lib/sync/billing-snapshot";

const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

/** Which invoice each PaymentIntent pays: since basil only the invoice's own payments tell. */
function invoiceByIntent(invoices: Stripe.Invoice[]): Map<string, string> {
  const pairs = invoices.flatMap((invoice) =>
    (invoice.payments?.data ?? []).flatMap(({ payment }): [string, string][] => {
      const intent = idOf(payment.payment_intent);
      return intent ? [[intent, invoice.id]] : [];
    }),
  );
  return new Map(pairs);
}

/** A customer's payments with their attempts, refunds and disputes, the oldest first. */
export function toPayments(
  intents: Stripe.PaymentIntent[],
  charges: Stripe.Charge[],
  invoices: Stripe.Invoice[],
  disputes: Stripe.Dispute[],
): PaymentSnapshot[] {
  const invoiceOf = invoiceByIntent(invoices);
  return intents
    .map((intent): PaymentSnapshot => {
      const own = charges.filter((charge) => idOf(charge.payment_intent) === intent.id).sort(byCreation);
      const ids = new Set(own.map((charge) => charge.id));
      return {
        stripePaymentIntentId: intent.id,
        paymentId: paymentIdOf(intent),
        checkoutId: checkoutIdOf(intent),
        status: intent.status,
        amountMinor: intent.amount,
        receivedMinor: intent.amount_received,
        currency: intent.currency,
        description: intent.description,
        stripeInvoiceId: invoiceOf.get(intent.id) ?? null,
        failureCode: failureCodeOf(intent),
        createdAt: fromUnix(intent.created),
        canceledAt: fromUnixOrNull(intent.canceled_at),
        attempts: own.map(toAttempt),
        refunds: own.flatMap((charge) => charge.refunds?.data ?? []).map(toRefund),
        disputes: disputes.filter((dispute) => ids.has(idOf(dispute.charge) ?? "")).map(toDispute),
      };
    })
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Our own id, which a payment that we start carries in its metadata. */
function paymentIdOf({ metadata }: Stripe.PaymentIntent): PaymentId | null {
  const id = metadata.payment_id;
  return id && isId(id) ? (id as PaymentId) : null;
}

/** The checkout of ours that opened its session. */
function checkoutIdOf({ metadata }: Stripe.PaymentIntent): CheckoutId | null {
  const id = metadata.checkout_id;
  return id && isId(id) ? (id as CheckoutId) : null;
}

/** Why the last attempt failed: the bank's own code where it gave one. */
export function failureCodeOf({ last_payment_error: error }: Stripe.PaymentIntent): string | null {
  return error ? (error.decline_code ?? error.code ?? error.type) : null;
}

const byCreation = (a: Stripe.Charge, b: Stripe.Charge) => a.created - b.created;

function toAttempt(charge: Stripe.Charge): AttemptSnapshot {
  const failure = charge.outcome?.reason ?? charge.failure_code;
  return {
    stripeChargeId: charge.id,
    succeeded: charge.status === "succeeded",
    pending: charge.status === "pending",
    failureCode: charge.status === "failed" ? failure : null,
    createdAt: fromUnix(charge.created),
  };
}

const REFUND_STATUSES = new Set<string>(["pending", "requires_action", "succeeded", "failed", "canceled"]);

function toRefund(refund: Stripe.Refund): RefundSnapshot {
  const status = refund.status ?? "pending";
  // Stripe's enums are open: what we do not know must not be taken for money that went back.
  if (!REFUND_STATUSES.has(status)) throw new Error(`Stripe reports the unknown refund status "${status}"`);
  return {
    stripeRefundId: refund.id,
    amountMinor: refund.amount,
    currency: refund.currency,
    status: status as RefundStatus,
    reason: refund.reason,
    createdAt: fromUnix(refund.created),
  };
}

function toDispute(dispute: Stripe.Dispute): DisputeSnapshot {
  return {
    stripeDisputeId: dispute.id,
    amountMinor: dispute.amount,
    currency: dispute.currency,
    status: dispute.status,
    reason: dispute.reason,
    createdAt: fromUnix(dispute.created),
  };
}
