import { findPayment, listRefunds, type PaymentRow } from "@/db/queries/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { PaymentId } from "@/lib/ids";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { type RefundReason, refundIntent } from "@/lib/stripe/refunds";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { readPayment } from "./read-payment";

export interface RefundPayment {
  paymentId: PaymentId;
  /** All that is left of it unless told, in minor units. */
  amountMinor?: number;
  reason?: RefundReason;
  /** Whether the subscription that it paid ends with it, at once: a refund alone changes no access. */
  cancel: boolean;
  actor: SignedIn;
  requestId?: string;
}

/**
 * Gives money of a confirmed payment back. Two clicks at once are one refund; a second one later is another, as long as
 * something is left. Throws `not_refundable`.
 */
export async function refundPayment(input: RefundPayment) {
  const db = database();
  const known = await findPayment(db, { id: input.paymentId });
  if (!known) throw new AppError("not_found", "There is no such payment.");
  // Counted before anything is waited for: clicks that come together are one refund, a later one is the next.
  const count = (await listRefunds(db, known.id)).length;
  await syncTenantBilling(known.tenantId, "operator");
  const payment = (await findPayment(db, { id: input.paymentId })) ?? known;
  const stripePaymentIntentId = requireRefundable(payment);
  const left = payment.amountMinor - payment.refundedMinor;
  const amountMinor = input.amountMinor ?? left;
  if (left === 0 || amountMinor > left)
    throw new AppError("not_refundable", `Only ${left} ${payment.currency} (minor units) are left of this payment.`);
  const idempotencyKey = `tierline-refund-${payment.id}-${count}-${amountMinor}`;
  await refundIntent({ stripePaymentIntentId, amountMinor, reason: input.reason, idempotencyKey });
  const ends = input.cancel ? payment.stripeSubscriptionId : null;
  if (ends) await endSubscription(ends, "Refunded and ended by an operator.");
  await audit(payment, amountMinor, input);
  await syncTenantBilling(payment.tenantId, "operator");
  return { payment: await readPayment(db, payment.tenantId, payment.id), subscription_ended: ends !== null };
}

function requireRefundable({ provider, status, externalId }: PaymentRow): string {
  if (provider !== "stripe" || !externalId)
    throw new AppError("not_refundable", "A transfer is sent back at the bank, not here.");
  if (status !== "CONFIRMED")
    throw new AppError("not_refundable", "Only money that has arrived can go back; this payment is not confirmed.");
  return externalId;
}

function audit({ id, tenantId, currency }: PaymentRow, amountMinor: number, input: RefundPayment): Promise<void> {
  const { actor, requestId, reason, cancel } = input;
  const detail = { payment: id, amount_minor: amountMinor, currency, reason, cancel };
  return recordAudit(database(), { tenantId, actor, as: "operator", action: "payment.refund", detail, requestId });
}
