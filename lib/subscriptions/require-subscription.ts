import { findCurrentSubscription, type SubscriptionRow } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { hasEnded } from "@/lib/sync/choose-current";
import { requireOwnBilling } from "@/lib/tenants/require-own-billing";

/** The tenant's subscription that still runs; throws `not_subscribed`, `subscription_ended` or `billed_by_parent`. */
export async function requireSubscription(tenantId: TenantId): Promise<SubscriptionRow> {
  const current = await findCurrentSubscription(database(), tenantId);
  if (!current) await requireOwnBilling(database(), tenantId);
  if (!current) throw new AppError("not_subscribed", "The workspace is on the Free plan; there is nothing to change.");
  if (hasEnded(current.subscription))
    throw new AppError("subscription_ended", "The subscription has ended. Choose a plan to start again.");
  return current.subscription;
}
