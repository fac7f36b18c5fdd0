import { and, asc, desc, eq, inArray, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { billingAccounts, invoices } from "@/db/schema/billing";
import {
  debitReferences,
  disputes,
  type PaymentProviderName,
  paymentHistory,
  payments,
  refunds,
} from "@/db/schema/payments";
import type { PaymentId, TenantId } from "@/lib/ids";

export type PaymentRow = typeof payments.$inferSelect;
export type HistoryRow = typeof paymentHistory.$inferSelect;
export type HistoryInsert = typeof paymentHistory.$inferInsert;
export type RefundRow = typeof refunds.$inferSelect;
export type DisputeRow = typeof disputes.$inferSelect;

/** A payment with what is known of it, as far as a new look has to be compared with it. */
export interface StoredPayment {
  row: PaymentRow;
  /** The sources of its history. */
  sources: string[];
  refunds: Pick<RefundRow, "stripeRefundId" | "amountMinor" | "status">[];
  disputes: Pick<DisputeRow, "stripeDisputeId" | "amountMinor" | "status" | "actedAt">[];
}

// `excluded` is the row that an upsert wanted to insert.
const excluded = (column: string) => sql.raw(`excluded."${column}"`);

/** All of a tenant's payments, for comparison; four statements, whatever their number. */
export async function listStoredPayments(db: Executor, tenantId: TenantId): Promise<StoredPayment[]> {
  const ofTenant = eq(payments.tenantId, tenantId);
  const [rows, sources, given, held] = await Promise.all([
    db.select().from(payments).where(ofTenant),
    db
      .select({ paymentId: paymentHistory.paymentId, source: paymentHistory.source })
      .from(paymentHistory)
      .innerJoin(payments, eq(payments.id, paymentHistory.paymentId))
      .where(ofTenant),
    db
      .select({ refund: refunds })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(ofTenant),
    db
      .select({ dispute: disputes })
      .from(disputes)
      .innerJoin(payments, eq(payments.id, disputes.paymentId))
      .where(ofTenant),
  ]);
  const sourcesOf = grouped(sources, ({ paymentId }) => paymentId);
  const refundsOf = grouped(given, ({ refund }) => refund.paymentId);
  const disputesOf = grouped(held, ({ dispute }) => dispute.paymentId);
  return rows.map((row) => ({
    row,
    sources: (sourcesOf.get(row.id) ?? []).map(({ source }) => source),
    refunds: (refundsOf.get(row.id) ?? []).map(({ refund }) => refund),
    disputes: (disputesOf.get(row.id) ?? []).map(({ dispute }) => dispute),
  }));
}

function grouped<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Inserts payments, or replaces what may change of them; the caller holds the tenant's billing lock. */
export async function savePayments(tx: Transaction, rows: PaymentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(payments)
    .values(rows)
    .onConflictDoUpdate({
      target: payments.id,
      set: {
        externalId: excluded("external_id"),
        status: excluded("status"),
        amountMinor: excluded("amount_minor"),
        description: excluded("description"),
        stripeInvoiceId: excluded("stripe_invoice_id"),
        stripeSubscriptionId: excluded("stripe_subscription_id"),
        debitReferenceId: excluded("debit_reference_id"),
        failureCode: excluded("failure_code"),
        refundedMinor: excluded("refunded_minor"),
        disputedMinor: excluded("disputed_minor"),
        updatedAt: excluded("updated_at"),
        confirmedAt: excluded("confirmed_at"),
      },
    });
}

/** Appends entries; one whose source is there already is left out. Answers the sources that were new. */
export async function appendHistory(tx: Transaction, entries: HistoryInsert[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const written = await tx
    .insert(paymentHistory)
    .values(entries)
    .onConflictDoNothing()
    .returning({ source: paymentHistory.source });
  return written.map(({ source }) => source);
}

export async function saveRefunds(tx: Transaction, rows: RefundRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(refunds)
    .values(rows)
    .onConflictDoUpdate({
      target: refunds.stripeRefundId,
      set: { status: excluded("status"), amountMinor: excluded("amount_minor"), reason: excluded("reason") },
    });
}

/** Stores disputes; `actedAt` is set by `markDisputesActed` alone. */
export async function saveDisputes(tx: Transaction, rows: DisputeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(disputes)
    .values(rows)
    .onConflictDoUpdate({
      target: disputes.stripeDisputeId,
      set: { status: excluded("status"), amountMinor: excluded("amount_minor"), reason: excluded("reason") },
    });
}

export async function markDisputesActed(tx: Transaction, stripeDisputeIds: string[], at: Date): Promise<void> {
  await tx.update(disputes).set({ actedAt: at }).where(inArray(disputes.stripeDisputeId, stripeDisputeIds));
}

/** By our id, or by the provider's. */
export type PaymentKey = { id: PaymentId } | { provider: PaymentProviderName; externalId: string };

const byKey = (key: PaymentKey) =>
  "id" in key
    ? eq(payments.id, key.id)
    : and(eq(payments.provider, key.provider), eq(payments.externalId, key.externalId));

export async function findPayment(db: Executor, key: PaymentKey): Promise<PaymentRow | null> {
  const [row] = await db.select().from(payments).where(byKey(key));
  return row ?? null;
}

/** Takes the payment's row lock: its updates are serialised (G12). */
export async function lockPayment(tx: Transaction, key: PaymentKey): Promise<PaymentRow | null> {
  const [row] = await tx.select().from(payments).where(byKey(key)).for("update");
  return row ?? null;
}

export async function listHistory(db: Executor, paymentId: PaymentId): Promise<HistoryRow[]> {
  return db
    .select()
    .from(paymentHistory)
    .where(eq(paymentHistory.paymentId, paymentId))
    .orderBy(asc(paymentHistory.occurredAt), asc(paymentHistory.sequence));
}

export async function listRefunds(db: Executor, paymentId: PaymentId): Promise<RefundRow[]> {
  return db.select().from(refunds).where(eq(refunds.paymentId, paymentId)).orderBy(asc(refunds.createdAt));
}

export async function listDisputes(db: Executor, paymentId: PaymentId): Promise<DisputeRow[]> {
  return db.select().from(disputes).where(eq(disputes.paymentId, paymentId)).orderBy(asc(disputes.createdAt));
}

/** A page of a tenant's payments with their invoices, newest first. */
export async function listPaymentRows(
  db: Executor,
  tenantId: TenantId,
  page: { before: { at: Date; id: string } | null; limit: number },
) {
  const { before, limit } = page;
  const older = before
    ? or(
        lt(payments.createdAt, before.at),
        and(eq(payments.createdAt, before.at), lt(payments.id, before.id as PaymentId)),
      )
    : undefined;
  return db
    .select({ payment: payments, invoice: invoices })
    .from(payments)
    .leftJoin(invoices, eq(invoices.stripeInvoiceId, payments.stripeInvoiceId))
    .where(and(eq(payments.tenantId, tenantId), older))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit);
}

/** One payment of a tenant with its invoice, or null. */
export async function findPaymentOfTenant(db: Executor, tenantId: TenantId, id: PaymentId) {
  const [row] = await db
    .select({ payment: payments, invoice: invoices })
    .from(payments)
    .leftJoin(invoices, eq(invoices.stripeInvoiceId, payments.stripeInvoiceId))
    .where(and(eq(payments.tenantId, tenantId), eq(payments.id, id)));
  return row ?? null;
}

/** The customer behind a payment at Stripe: a dispute's events name the payment alone. */
export async function findCustomerByIntent(db: Executor, stripePaymentIntentId: string): Promise<string | null> {
  const [row] = await db
    .select({ customer: billingAccounts.stripeCustomerId })
    .from(payments)
    .innerJoin(billingAccounts, eq(billingAccounts.tenantId, payments.tenantId))
    .where(and(eq(payments.provider, "stripe"), eq(payments.externalId, stripePaymentIntentId)));
  return row?.customer ?? null;
}

/** The ids of a tenant's invoices that were seen finalised before. */
export async function listFinalizedInvoiceIds(db: Executor, tenantId: TenantId): Promise<Set<string>> {
  const rows = await db
    .select({ id: invoices.stripeInvoiceId })
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), isNotNull(invoices.finalizedAt)));
  return new Set(rows.map(({ id }) => id));
}

export async function findDebitReferenceOf(db: Executor, stripeSubscriptionId: string) {
  const [row] = await db
    .select()
    .from(debitReferences)
    .where(eq(debitReferences.stripeSubscriptionId, stripeSubscriptionId));
  return row ?? null;
}

/** Stores a reference unless its subscription has one; answers the id that stands. */
export async function insertDebitReference(
  db: Executor,
  row: { id: string; tenantId: TenantId; stripeSubscriptionId: string },
): Promise<string | undefined> {
  await db.insert(debitReferences).values(row).onConflictDoNothing({ target: debitReferences.stripeSubscriptionId });
  return (await findDebitReferenceOf(db, row.stripeSubscriptionId))?.id;
}

/** The sources of a payment's history. */
export async function listSources(db: Executor, paymentId: PaymentId): Promise<string[]> {
  const rows = await db
    .select({ source: paymentHistory.source })
    .from(paymentHistory)
    .where(eq(paymentHistory.paymentId, paymentId));
  return rows.map(({ source }) => source);
}

/** An invoice of this tenant, or null. */
export async function findInvoice(db: Executor, tenantId: TenantId, stripeInvoiceId: string) {
  const [row] = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), eq(invoices.stripeInvoiceId, stripeInvoiceId)));
  return row ?? null;
}

/** The payment at Stripe that collects an invoice: the newest that was not given up, or null. */
export async function findCollection(
  db: Executor,
  tenantId: TenantId,
  stripeInvoiceId: string,
): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, tenantId),
        eq(payments.provider, "stripe"),
        eq(payments.stripeInvoiceId, stripeInvoiceId),
        ne(payments.status, "CANCELED"),
      ),
    )
    .orderBy(desc(payments.createdAt))
    .limit(1);
  return row ?? null;
}

/** The subscription that a reference belongs to, or null. */
export async function findDebitReference(db: Executor, id: string) {
  const [row] = await db.select().from(debitReferences).where(eq(debitReferences.id, id));
  return row ?? null;
}
