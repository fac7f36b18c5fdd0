import { findBillingAccount } from "@/db/queries/billing";
import { listInterruptedTrials, moveCardSetup } from "@/db/queries/card-setups";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { findSubscriptionByMetadata } from "@/lib/stripe/trials";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { giveUp } from "./complete-trial";

// Well beyond the longest that a request and its retries at Stripe take.
const INTERRUPTED_AFTER_MS = 15 * 60_000;
const AT_ONCE = 100;

/**
 * Settles trials whose start was interrupted and that nobody tried again: what Stripe began is completed, the rest is
 * given back instead of being begun behind somebody's back.
 */
export async function settleInterruptedTrials(): Promise<void> {
  const db = database();
  const now = wallNow();
  for (const setup of await listInterruptedTrials(db, addMs(now, -INTERRUPTED_AFTER_MS), AT_ONCE)) {
    const account = await findBillingAccount(db, setup.tenantId);
    const begun = account?.stripeCustomerId
      ? await findSubscriptionByMetadata(account.stripeCustomerId, "card_setup_id", setup.id)
      : null;
    if (!begun) {
      await giveUp(db, setup, "interrupted");
      continue;
    }
    await syncTenantBilling(setup.tenantId, "repeat");
    await moveCardSetup(db, setup.id, ["completing"], { state: "complete", endedAt: now });
  }
}
