import { createHash } from "node:crypto";
import { isNotNull } from "drizzle-orm";
import { billingAccounts } from "@/db/schema/billing";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";

// Within the hour until the next look, with room for the last ones to be done.
const SPREAD_MS = 50 * 60_000;
// Behind everything that somebody waits for: webhooks, mails, repeated syncs.
const PRIORITY = 10;

/** The tenant's place in the hour: always the same, whoever comes and goes, so that each is looked at once an hour. */
function placeInHourMs(tenantId: TenantId): number {
  return createHash("sha256").update(tenantId).digest().readUInt32BE() % SPREAD_MS;
}

/**
 * Queues a sync for every tenant that Stripe knows: events that never arrived are made good by it (first form of G4).
 * The looks are spread over the hour, since customers who pay now need Stripe's attention (and its rate limit) first.
 */
export async function reconcile(): Promise<void> {
  const db = database();
  const now = wallNow();
  const rows = await db
    .select({ tenantId: billingAccounts.tenantId })
    .from(billingAccounts)
    .where(isNotNull(billingAccounts.stripeCustomerId));
  for (const { tenantId } of rows) {
    const runAt = addMs(now, placeInHourMs(tenantId));
    // A key of its own: under the key of urgent syncs it would put one of those off. One that is overdue must not be
    // put off by the next hour's either.
    const options = { key: `reconcile:${tenantId}`, runAt, keepsRunAt: true, priority: PRIORITY };
    await addJob(db, "sync-tenant", { tenantId, cause: "reconciliation" }, options);
  }
}
