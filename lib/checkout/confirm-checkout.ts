import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CheckoutRow } from "@/db/queries/billing";
import { findCreditEntry } from "@/db/queries/credits";
import { checkouts } from "@/db/schema/billing";
import { plans, prices } from "@/db/schema/catalogue";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import { packSource } from "@/lib/credits/move-pack";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { findPack } from "@/lib/plans/credit-packs";
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
  const { checkout, price } = await requireCheckout(db, tenantId, stripeSessionId);
  const outcome = {
    status: checkout.status === "opening" ? ("open" as const) : checkout.status,
    return_to: checkout.returnTo,
    billing: await readBillingState(db, tenantId),
  };
  if (checkout.kind === "credits") return { ...outcome, ...(await packOf(db, checkout)) };
  if (!price) throw new Error(`checkout ${checkout.id} has no price`);
  return { ...outcome, kind: "plan", plan: price.tier, interval: price.interval, currency: price.currency };
}

async function packOf(db: Database, { id, tenantId, packKey, currency }: CheckoutRow) {
  const entry = await findCreditEntry(db, tenantId, packSource(id));
  return {
    kind: "credits" as const,
    pack: packKey ?? "",
    currency: currency ?? "",
    credits: entry?.packDelta ?? findPack(packKey)?.credits ?? 0,
    credited: entry !== null,
  };
}

async function requireCheckout(db: Database, tenantId: TenantId, stripeSessionId: string) {
  const [row] = await db
    .select({ checkout: checkouts, tier: plans.tier, interval: prices.interval, currency: prices.currency })
    .from(checkouts)
    .leftJoin(prices, eq(prices.id, checkouts.priceId))
    .leftJoin(plans, eq(plans.id, prices.planId))
    .where(and(eq(checkouts.tenantId, tenantId), eq(checkouts.stripeSessionId, stripeSessionId)));
  if (!row) throw new AppError("checkout_not_found", "This purchase does not belong to your workspace.");
  const { checkout, tier, interval, currency } = row;
  return { checkout, price: tier && interval && currency ? { tier, interval, currency } : null };
}
