import { findBillingAccount, listSubscriptions } from "@/db/queries/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import { billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { isGivenUp } from "@/lib/entitlements/decide-access";
import { ACCESS_POLICY } from "@/lib/entitlements/policy";
import type { TenantId } from "@/lib/ids";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

/**
 * Ends every subscription of the tenant whose payment has been given up (G14), and voids its open invoices, so that the
 * debt stops growing and a new purchase is possible. Looks at Stripe once more first: it may just have been paid.
 */
export async function endUnpaid(tenantId: TenantId): Promise<void> {
  const db = database();
  await syncTenantBilling(tenantId, "dunning-ended");
  const at = billingNow(await findBillingAccount(db, tenantId));
  const open = (await listSubscriptions(db, tenantId)).filter((row) => !hasEnded(row));
  const givenUp = open.filter((row) => isGivenUp(row, ACCESS_POLICY, at));
  if (givenUp.length === 0) return;
  for (const { stripeSubscriptionId } of givenUp) {
    await endSubscription(stripeSubscriptionId, "Ended after the payment stayed open for too long.");
    const detail = { subscription: stripeSubscriptionId };
    await recordAudit(db, { tenantId, actor: "system", action: "subscription.end-unpaid", detail });
  }
  await syncTenantBilling(tenantId, "dunning-ended");
}
