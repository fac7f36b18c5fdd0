import { findBillingAccount } from "@/db/queries/billing";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { adoptCard } from "@/lib/stripe/adopt-card";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

interface AdoptTenantCard {
  tenantId: TenantId;
  stripeSubscriptionId: string;
  newDefault: string | null;
}

/** Makes the customer's default the one card that is charged, so that a card added in the portal counts. */
export async function adoptTenantCard({ tenantId, stripeSubscriptionId, newDefault }: AdoptTenantCard): Promise<void> {
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.stripeCustomerId) return;
  await adoptCard(account.stripeCustomerId, stripeSubscriptionId, newDefault);
  await syncTenantBilling(tenantId, "repeat");
}
