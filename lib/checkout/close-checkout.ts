import { findCurrentSubscription, findOpenCheckout } from "@/db/queries/billing";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { expireSession } from "@/lib/stripe/checkout-sessions";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { openAtStripe } from "./open-at-stripe";

/** Expires the open payment page of a tenant that has a subscription, so that nobody can pay twice (G10). */
export async function closeCheckout(tenantId: TenantId): Promise<void> {
  const db = database();
  const current = await findCurrentSubscription(db, tenantId);
  const row = await findOpenCheckout(db, tenantId);
  if (!row || !current || hasEnded(current.subscription)) return;
  const opened = row.status === "opening" ? await openAtStripe(db, row) : row;
  if (opened.stripeSessionId) await expireSession(opened.stripeSessionId);
  await syncTenantBilling(tenantId, "repeat");
}
