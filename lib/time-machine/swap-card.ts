import { findBillingAccount } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { giveTestCard, payOpenInvoices, type TestCard } from "@/lib/stripe/sandbox-control";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireTimeMachine } from "./read-time-machine";

/** Makes a workspace's card fail from now on, or work again; one that works pays what is open. */
export async function swapCard(tenantId: TenantId, card: TestCard): Promise<void> {
  requireTimeMachine();
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.stripeCustomerId)
    throw new AppError("no_billing_account", "There is no card to swap before the first purchase.");
  await giveTestCard(account.stripeCustomerId, card);
  // A subscription's own card would stand before the customer's: the sync finds that and a job takes it away.
  await syncTenantBilling(tenantId, "refresh");
  if (card === "works") await payOpenInvoices(account.stripeCustomerId);
  await syncTenantBilling(tenantId, "refresh");
}
