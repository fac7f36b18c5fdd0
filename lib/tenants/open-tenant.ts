import type { Transaction } from "@/db/client";
import { billingAccounts } from "@/db/schema/billing";
import { memberships, tenants } from "@/db/schema/tenants";
import { openCreditAccount } from "@/lib/credits/open-credit-account";
import { appendEvents } from "@/lib/events/append-events";
import { newId, type TenantId, type UserId } from "@/lib/ids";

export interface NewTenant {
  name: string;
  /** Only the one workspace that sign-up opens is personal: it alone is given the Free plan's credits. */
  kind: "personal" | "team";
  ownerId: UserId;
  /** The workspace whose plan it shares. */
  parentId?: TenantId;
}

/** Opens a workspace with its owner, billing account and credit account, in the caller's transaction. */
export async function openTenant(
  tx: Transaction,
  { name, kind, ownerId, parentId }: NewTenant,
  now: Date,
): Promise<TenantId> {
  const id = newId<TenantId>();
  await tx.insert(tenants).values({ id, name, kind, parentId: parentId ?? null, createdAt: now });
  await tx.insert(memberships).values({ tenantId: id, userId: ownerId, role: "owner", createdAt: now });
  await tx.insert(billingAccounts).values({ tenantId: id });
  await openCreditAccount(tx, id, now);
  await appendEvents(tx, id, [{ type: "TenantCreated", data: { name, kind } }]);
  return id;
}
