import type { Database } from "@/db/client";
import { listPricesByStripeId } from "@/db/queries/billing";
import { moveQuote, type QuoteRow } from "@/db/queries/quotes";
import { wallNow } from "@/lib/clock";
import { dropPendingChange } from "@/lib/stripe/apply-change";
import { scheduleChange } from "@/lib/stripe/schedule-change";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { readBasis } from "./change-basis";

/**
 * Leaves everything as it was before the change (G8): drops what waits for its payment at Stripe, puts back the change
 * that had been scheduled, marks the quote. Safe to repeat.
 */
export async function failChange(db: Database, quote: QuoteRow, failureCode: string): Promise<void> {
  await dropPendingChange(quote.stripeSubscriptionId);
  await restoreSchedule(db, quote);
  await syncTenantBilling(quote.tenantId, "change-requested");
  const values = { state: "failed", failureCode, endedAt: wallNow() } as const;
  await moveQuote(db, quote.id, ["confirming", "requires_action"], values);
}

/** Schedules again what a quote had taken back for its change; nothing when there was nothing. */
export async function restoreSchedule(db: Database, quote: QuoteRow): Promise<void> {
  const { scheduled } = readBasis(quote.basis);
  if (!scheduled || quote.timing !== "now") return;
  const [ours] = await listPricesByStripeId(db, [scheduled.price]);
  if (!ours) return;
  await scheduleChange({
    stripeSubscriptionId: quote.stripeSubscriptionId,
    stripePriceId: scheduled.price,
    quantity: scheduled.quantity,
    interval: ours.price.interval,
    idempotencyKey: `tierline-restore-${quote.id}`,
  });
}
