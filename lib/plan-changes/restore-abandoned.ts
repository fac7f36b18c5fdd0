import { findCurrentSubscription } from "@/db/queries/billing";
import { findQuote } from "@/db/queries/quotes";
import { database } from "@/lib/database";
import type { QuoteId, TenantId } from "@/lib/ids";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { restoreSchedule } from "./fail-change";

/** Schedules again what an upgrade that was abandoned had taken back, unless something else was chosen since. */
export async function restoreAbandoned({ tenantId, quoteId }: { tenantId: TenantId; quoteId: QuoteId }): Promise<void> {
  const db = database();
  const quote = await findQuote(db, tenantId, quoteId);
  const current = await findCurrentSubscription(db, tenantId);
  const row = current?.subscription;
  const isAsBefore =
    row?.stripeSubscriptionId === quote?.stripeSubscriptionId &&
    row?.priceId === quote?.fromPriceId &&
    row?.stripeScheduleId === null &&
    row.cancelAt === null &&
    row.pendingStripePriceId === null;
  if (!quote || !isAsBefore) return;
  await restoreSchedule(db, quote);
  await syncTenantBilling(tenantId, "repeat");
}
