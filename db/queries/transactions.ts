import { and, asc, desc, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { invoices } from "@/db/schema/billing";
import { users } from "@/db/schema/identity";
import { debitReferences, payments, type TransactionState, transactionEvents } from "@/db/schema/payments";
import { memberships } from "@/db/schema/tenants";
import type { PaymentId, TenantId } from "@/lib/ids";
import type { PaymentRow } from "./payments";

export type TransactionRow = typeof transactionEvents.$inferSelect;

/** Keeps a transfer's event; one that is known already stays as it is. Answers the row that stands. */
export async function keepTransaction(
  db: Executor,
  row: typeof transactionEvents.$inferInsert,
): Promise<TransactionRow> {
  await db.insert(transactionEvents).values(row).onConflictDoNothing();
  return requireTransaction(db, row.eventId);
}

async function requireTransaction(db: Executor, eventId: string): Promise<TransactionRow> {
  const [row] = await db.select().from(transactionEvents).where(eq(transactionEvents.eventId, eventId));
  if (!row) throw new Error(`the transaction event ${eventId} is gone`);
  return row;
}

export async function lockTransaction(tx: Transaction, eventId: string): Promise<TransactionRow> {
  const [row] = await tx.select().from(transactionEvents).where(eq(transactionEvents.eventId, eventId)).for("update");
  if (!row) throw new Error(`the transaction event ${eventId} is gone`);
  return row;
}

/** Says what became of a transfer's event. */
export async function settleTransaction(
  db: Executor,
  eventId: string,
  settled: { state: TransactionState; reason: string | null; paymentId?: PaymentId | null },
): Promise<TransactionRow> {
  await db.update(transactionEvents).set(settled).where(eq(transactionEvents.eventId, eventId));
  return requireTransaction(db, eventId);
}

/** Events that wait for their reference or for something to pay, the oldest first. */
export async function listParked(db: Executor, debitReferenceId?: string): Promise<TransactionRow[]> {
  const ofReference = debitReferenceId ? eq(transactionEvents.debitReferenceId, debitReferenceId) : undefined;
  return db
    .select()
    .from(transactionEvents)
    .where(and(eq(transactionEvents.state, "parked"), ofReference))
    .orderBy(asc(transactionEvents.receivedAt));
}

/** The references of a tenant for which transfers wait. */
export async function listWaitingReferences(db: Executor, tenantId: TenantId): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: debitReferences.id })
    .from(debitReferences)
    .innerJoin(transactionEvents, eq(transactionEvents.debitReferenceId, debitReferences.id))
    .where(and(eq(debitReferences.tenantId, tenantId), eq(transactionEvents.state, "parked")));
  return rows.map(({ id }) => id);
}

/** The newest events, of one state where told. */
export async function listTransactions(
  db: Executor,
  state: TransactionState | undefined,
  limit: number,
): Promise<TransactionRow[]> {
  return db
    .select()
    .from(transactionEvents)
    .where(state ? eq(transactionEvents.state, state) : undefined)
    .orderBy(desc(transactionEvents.receivedAt))
    .limit(limit);
}

/** A subscription's invoices that ask for money, the oldest first, with what each still asks. */
export async function listOwedInvoices(db: Executor, stripeSubscriptionId: string) {
  const rows = await db
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.stripeSubscriptionId, stripeSubscriptionId),
        inArray(invoices.status, ["open", "uncollectible"]),
        isNotNull(invoices.finalizedAt),
      ),
    )
    .orderBy(asc(invoices.finalizedAt));
  return rows.map((row) => ({ ...row, remainingMinor: row.amountDueMinor - row.amountPaidMinor }));
}

/** Invoices that a transfer has been assigned to already. */
export async function listAssignedInvoiceIds(db: Executor, tenantId: TenantId): Promise<Set<string>> {
  const rows = await db
    .select({ id: payments.stripeInvoiceId })
    .from(payments)
    .where(
      and(
        eq(payments.tenantId, tenantId),
        eq(payments.provider, "bank_transfer"),
        isNotNull(payments.externalId),
        isNotNull(payments.stripeInvoiceId),
        ne(payments.status, "CANCELED"),
      ),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** The payment that waits for a transfer to pay this invoice, or null. */
export async function findAwaitedTransfer(db: Executor, stripeInvoiceId: string): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.provider, "bank_transfer"),
        eq(payments.stripeInvoiceId, stripeInvoiceId),
        isNull(payments.externalId),
        ne(payments.status, "CANCELED"),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** Names the transfer that pays a payment, and the invoice that it pays (null gives the invoice free again). */
export async function assignTransfer(
  tx: Transaction,
  id: PaymentId,
  assigned: { externalId: string; stripeInvoiceId: string | null },
): Promise<void> {
  await tx.update(payments).set(assigned).where(eq(payments.id, id));
}

/** Whether money through Stripe has paid this invoice. */
export async function isPaidThroughStripe(db: Executor, stripeInvoiceId: string): Promise<boolean> {
  const rows = await db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.provider, "stripe"),
        eq(payments.stripeInvoiceId, stripeInvoiceId),
        eq(payments.status, "CONFIRMED"),
      ),
    );
  return rows.length > 0;
}

/** Who owns a workspace: the one whom its bills are addressed to. */
export async function findOwner(db: Executor, tenantId: TenantId) {
  const [row] = await db
    .select({ user: users })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, "owner")));
  return row?.user ?? null;
}
