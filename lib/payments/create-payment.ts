import type { Database, Transaction } from "@/db/client";
import { lockBilling } from "@/db/queries/billing";
import { appendHistory, findCollection, findPayment, type PaymentRow, savePayments } from "@/db/queries/payments";
import type { PaymentProviderName } from "@/db/schema/payments";
import { appendEvents } from "@/lib/events/append-events";
import { newId, type TenantId } from "@/lib/ids";
import { paymentCreated } from "./payment-events";
import { REQUESTED } from "./plan-payment-writes";
import { toWholeSecond } from "./whole-second";

export interface NewPayment {
  tenantId: TenantId;
  provider: PaymentProviderName;
  amountMinor: number;
  currency: string;
  /** The tenant's time. */
  createdAt: Date;
  externalId?: string | null;
  description?: string | null;
  stripeInvoiceId?: string | null;
  stripeSubscriptionId?: string | null;
  debitReferenceId?: string | null;
}

/** Stores a payment that we ask for, with its first entry and PaymentCreatedEvent. Nothing is charged yet. */
export function createPayment(db: Database, input: NewPayment): Promise<PaymentRow> {
  return db.transaction((tx) => createPaymentIn(tx, input));
}

/** `createPayment` in the caller's transaction. A payment that is the same is answered instead of a second one. */
export async function createPaymentIn(tx: Transaction, input: NewPayment): Promise<PaymentRow> {
  // Syncs record payments under the same lock: neither makes a second row of what the other has just made.
  await lockBilling(tx, input.tenantId);
  const known = await findKnown(tx, input);
  if (known) return known;
  const row = rowOf(input);
  await savePayments(tx, [row]);
  await appendHistory(tx, [
    { paymentId: row.id, status: "NEW", source: REQUESTED, detail: {}, occurredAt: row.createdAt },
  ]);
  await appendEvents(tx, row.tenantId, [paymentCreated(row)]);
  return row;
}

/** The same payment under its external id, or what collects the same invoice at Stripe: an invoice is asked for once. */
async function findKnown(tx: Transaction, input: NewPayment): Promise<PaymentRow | null> {
  const { tenantId, provider, externalId, stripeInvoiceId } = input;
  if (externalId) return findPayment(tx, { provider, externalId });
  return provider === "stripe" && stripeInvoiceId ? findCollection(tx, tenantId, stripeInvoiceId) : null;
}

function rowOf(input: NewPayment): PaymentRow {
  const createdAt = toWholeSecond(input.createdAt);
  return {
    id: newId(),
    tenantId: input.tenantId,
    provider: input.provider,
    externalId: input.externalId ?? null,
    status: "NEW",
    amountMinor: input.amountMinor,
    currency: input.currency,
    description: input.description ?? null,
    stripeInvoiceId: input.stripeInvoiceId ?? null,
    stripeSubscriptionId: input.stripeSubscriptionId ?? null,
    debitReferenceId: input.debitReferenceId ?? null,
    failureCode: null,
    refundedMinor: 0,
    disputedMinor: 0,
    createdAt,
    updatedAt: createdAt,
    confirmedAt: null,
  };
}
