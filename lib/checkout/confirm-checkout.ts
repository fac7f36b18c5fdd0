import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { checkouts } from "@/db/schema/billing";
import { plans, prices } from "@/db/schema/catalogue";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

/**
 * What came of a purchase: asks Stripe itself instead of waiting for the webhook (G6). The session's id opens nothing
 * for anybody but the tenant that started it (G21): throws `checkout_not_found`.
 */
export async function confirmCheckout(tenantId: TenantId, stripeSessionId: string): Promise<ConfirmationDto> {
  const db = database();
  await requireCheckout(db, tenantId, stripeSessionId);
  await syncTenantBilling(tenantId, "return-page");
  const { checkout, tier, interval, currency } = await requireCheckout(db, tenantId, stripeSessionId);
  return {
    status: checkout.status === "opening" ? "open" : checkout.status,
    plan: tier,
    interval,
    currency,
    return_to: checkout.returnTo,
    billing: await readBillingState(db, tenantId),
  };
}

async function requireCheckout(db: Database, tenantId: TenantId, stripeSessionId: string) {
  const [row] = await db
    .select({ checkout: checkouts, tier: plans.tier, interval: prices.interval, currency: prices.currency })
    .from(checkouts)
    .innerJoin(prices, eq(prices.id, checkouts.priceId))
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(and(eq(checkouts.tenantId, tenantId), eq(checkouts.stripeSessionId, stripeSessionId)));
  if (!row) throw new AppError("checkout_not_found", "This purchase does not belong to your workspace.");
  return row;
}
