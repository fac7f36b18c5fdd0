import { listSubscriptions } from "@/db/queries/billing";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { scheduleCancellation } from "@/lib/stripe/subscriptions";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireSubscription } from "./require-subscription";

/** Stops renewal; access lasts to the end of the paid period. Repeating it changes nothing. */
export async function cancelSubscription(tenantId: TenantId, reason: string | undefined): Promise<void> {
  await requireSubscription(tenantId);
  // All that is open: a second subscription is drift, and whoever cancels wants to stop paying. Asked of Stripe each
  // time, since what we have stored may lag behind a change in the portal.
  const open = (await listSubscriptions(database(), tenantId)).filter((row) => !hasEnded(row));
  for (const { stripeSubscriptionId } of open) await scheduleCancellation(stripeSubscriptionId, reason);
  await syncTenantBilling(tenantId, "cancel-requested");
}
