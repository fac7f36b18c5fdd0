import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findBillingAccount } from "@/db/queries/billing";
import { billingAccounts } from "@/db/schema/billing";
import type { SignedIn } from "@/lib/auth/session";
import type { TenantId } from "@/lib/ids";
import { createCustomer } from "@/lib/stripe/customers";
import { requireOwnBilling } from "@/lib/tenants/require-own-billing";

/**
 * The tenant's customer at Stripe, made at the first purchase. Bound by our own id: an existing customer with the same
 * e-mail address is somebody else until proven (G22). Throws `billed_by_parent` for a workspace below another.
 */
export async function bindCustomer(db: Database, tenantId: TenantId, user: SignedIn["user"]) {
  const account = await findBillingAccount(db, tenantId);
  if (account?.stripeCustomerId) return { stripeCustomerId: account.stripeCustomerId, currency: account.currency };
  if (!account) throw new Error(`tenant ${tenantId} has no billing account`);
  await requireOwnBilling(db, tenantId);
  const { email, name } = user;
  const made = await createCustomer({ tenantId, email, name, generation: account.customerGeneration });
  await db
    .update(billingAccounts)
    .set({ stripeCustomerId: made })
    .where(and(eq(billingAccounts.tenantId, tenantId), isNull(billingAccounts.stripeCustomerId)));
  const bound = await findBillingAccount(db, tenantId);
  return { stripeCustomerId: bound?.stripeCustomerId ?? made, currency: null };
}
