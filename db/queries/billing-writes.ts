import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { billingAccounts, checkouts, invoices, subscriptions } from "@/db/schema/billing";
import type { TenantId } from "@/lib/ids";
import type { InvoiceRow, SubscriptionRow } from "./billing";

// `excluded` is the row that an upsert wanted to insert.
const excluded = (column: string) => sql.raw(`excluded."${column}"`);

/** Replaces the tenant's copies by what was read. */
export async function saveSubscriptions(tx: Transaction, tenantId: TenantId, rows: SubscriptionRow[]): Promise<void> {
  if (rows.length === 0) return;
  // The flag moves in two steps: the unique index on it is checked row by row, not at the end of the statement.
  const current = rows.find((row) => row.isCurrent)?.stripeSubscriptionId ?? "";
  if (rows.length > 1)
    await tx
      .update(subscriptions)
      .set({ isCurrent: false })
      .where(and(eq(subscriptions.tenantId, tenantId), ne(subscriptions.stripeSubscriptionId, current)));
  await tx
    .insert(subscriptions)
    .values(rows)
    .onConflictDoUpdate({
      target: subscriptions.stripeSubscriptionId,
      set: {
        isCurrent: excluded("is_current"),
        status: excluded("status"),
        planId: excluded("plan_id"),
        priceId: excluded("price_id"),
        stripePriceId: excluded("stripe_price_id"),
        quantity: excluded("quantity"),
        currency: excluded("currency"),
        amountMinor: excluded("amount_minor"),
        currentPeriodStartAt: excluded("current_period_start_at"),
        currentPeriodEndAt: excluded("current_period_end_at"),
        trialStartAt: excluded("trial_start_at"),
        trialEndAt: excluded("trial_end_at"),
        cancelAt: excluded("cancel_at"),
        canceledAt: excluded("canceled_at"),
        endedAt: excluded("ended_at"),
        collectionPaused: excluded("collection_paused"),
        collectionResumesAt: excluded("collection_resumes_at"),
        collectionMethod: excluded("collection_method"),
        pendingStripePriceId: excluded("pending_stripe_price_id"),
        pendingQuantity: excluded("pending_quantity"),
        pendingExpiresAt: excluded("pending_expires_at"),
        stripeScheduleId: excluded("stripe_schedule_id"),
        scheduledStripePriceId: excluded("scheduled_stripe_price_id"),
        scheduledQuantity: excluded("scheduled_quantity"),
        scheduledAt: excluded("scheduled_at"),
        discounts: excluded("discounts"),
        unpaidSinceAt: excluded("unpaid_since_at"),
      },
    });
}

/** Replaces the copies of invoices that differ from what was read; answers whether any did. */
export async function saveInvoices(tx: Transaction, rows: InvoiceRow[]): Promise<boolean> {
  if (rows.length === 0) return false;
  const written = await tx
    .insert(invoices)
    .values(rows)
    .onConflictDoUpdate({
      target: invoices.stripeInvoiceId,
      set: {
        stripeSubscriptionId: excluded("stripe_subscription_id"),
        number: excluded("number"),
        status: excluded("status"),
        description: excluded("description"),
        totalMinor: excluded("total_minor"),
        amountDueMinor: excluded("amount_due_minor"),
        amountPaidMinor: excluded("amount_paid_minor"),
        finalizedAt: excluded("finalized_at"),
        paidAt: excluded("paid_at"),
        attemptCount: excluded("attempt_count"),
        nextAttemptAt: excluded("next_attempt_at"),
        hostedUrl: excluded("hosted_url"),
        pdfUrl: excluded("pdf_url"),
      },
      // Most syncs find nothing new: what is equal is not written again.
      setWhere: sql`(${invoices.status}, ${invoices.number}, ${invoices.description}, ${invoices.amountDueMinor},
        ${invoices.amountPaidMinor}, ${invoices.totalMinor}, ${invoices.finalizedAt}, ${invoices.paidAt},
        ${invoices.attemptCount}, ${invoices.nextAttemptAt}, ${invoices.hostedUrl}, ${invoices.pdfUrl}) is distinct from (excluded.status, excluded.number,
        excluded.description, excluded.amount_due_minor, excluded.amount_paid_minor, excluded.total_minor,
        excluded.finalized_at, excluded.paid_at, excluded.attempt_count, excluded.next_attempt_at, excluded.hosted_url, excluded.pdf_url)`,
    })
    .returning({ id: invoices.stripeInvoiceId });
  return written.length > 0;
}

/** Records that a checkout is over; one that is over already stays as it is. */
export async function closeCheckout(
  tx: Transaction,
  tenantId: TenantId,
  stripeSessionId: string,
  status: "complete" | "expired",
): Promise<void> {
  await tx
    .update(checkouts)
    .set({ status })
    .where(
      and(
        eq(checkouts.tenantId, tenantId),
        eq(checkouts.stripeSessionId, stripeSessionId),
        eq(checkouts.status, "open"),
      ),
    );
}

export async function saveBillingAccount(
  tx: Transaction,
  tenantId: TenantId,
  values: Partial<typeof billingAccounts.$inferInsert>,
): Promise<void> {
  await tx.update(billingAccounts).set(values).where(eq(billingAccounts.tenantId, tenantId));
}
