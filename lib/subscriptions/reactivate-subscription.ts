import type { TenantId } from "@/lib/ids";
import { withdrawCancellation } from "@/lib/stripe/subscriptions";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireSubscription } from "./require-subscription";

/** Takes a scheduled cancellation back, so that the subscription renews again. Repeating it changes nothing. */
export async function reactivateSubscription(tenantId: TenantId): Promise<void> {
  const subscription = await requireSubscription(tenantId);
  await withdrawCancellation(subscription.stripeSubscriptionId);
  await syncTenantBilling(tenantId, "reactivate-requested");
}
