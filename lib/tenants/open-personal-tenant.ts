import type { Transaction } from "@/db/client";
import { billingAccounts } from "@/db/schema/billing";
import { memberships, tenants } from "@/db/schema/tenants";
import { openCreditAccount } from "@/lib/credits/open-credit-account";
import { newId, type TenantId, type UserId } from "@/lib/ids";

/** Opens the workspace that every person gets at sign-up, with himself as its owner, on the free plan. */
export async function openPersonalTenant(
  tx: Transaction,
  user: { id: UserId; name: string },
  now: Date,
): Promise<TenantId> {
  const id = newId<TenantId>();
  const firstName = user.name.split(/\s+/)[0] ?? user.name;
  await tx.insert(tenants).values({ id, name: `${firstName}'s workspace`, kind: "personal", createdAt: now });
  await tx.insert(memberships).values({ tenantId: id, userId: user.id, role: "owner", createdAt: now });
  await tx.insert(billingAccounts).values({ tenantId: id });
  await openCreditAccount(tx, id, now);
  return id;
}
