import { findBillingAccount } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { openPortalSession } from "@/lib/stripe/portal";

/** The address of Stripe's hosted portal for this tenant; throws `no_billing_account` before the first purchase. */
export async function openPortal(tenantId: TenantId): Promise<string> {
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.stripeCustomerId)
    throw new AppError("no_billing_account", "There is nothing to manage before the first purchase.");
  return openPortalSession(account.stripeCustomerId, env().APP_URL);
}
