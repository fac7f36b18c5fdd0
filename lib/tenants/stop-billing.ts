import { findBillingAccount } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { endCustomer } from "@/lib/stripe/end-customer";

/** What has been ended at Stripe for a tenant. */
export interface StoppedBilling {
  tenantId: TenantId;
  /** The customer that is gone now; null when there was none. */
  stripeCustomerId: string | null;
  subscriptionsEnded: number;
}

/**
 * Ends a tenant's billing at Stripe for good, before anything of it is deleted here (G11). Throws `billing_unavailable`
 * when Stripe can't be reached; repeating it goes on where it was interrupted.
 */
export async function stopBilling(tenantId: TenantId): Promise<StoppedBilling> {
  const stripeCustomerId = (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? null;
  if (!stripeCustomerId) return { tenantId, stripeCustomerId, subscriptionsEnded: 0 };
  try {
    const subscriptionsEnded = await endCustomer(stripeCustomerId, "The workspace is being deleted.");
    return { tenantId, stripeCustomerId, subscriptionsEnded };
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== "billing_unavailable") throw cause;
    const detail =
      "The payment service can't be reached, so nothing was deleted here. Delete again in a minute: it goes on from where it stopped.";
    throw new AppError("billing_unavailable", detail, { retryAfterSeconds: 60, cause });
  }
}
