import type { Transaction } from "@/db/client";
import { countSeats, type TenantRow } from "@/db/queries/members";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";

/** The workspace that pays for this one and counts its resources: its parent, or itself. */
export function rootOf(tenant: Pick<TenantRow, "id" | "parentId">): TenantId {
  return tenant.parentId ?? tenant.id;
}

/**
 * Refuses with `quota_reached` when `more` members would be too many for the plan. The caller holds the tenant's lock,
 * which covers its root, so that nobody else takes the last seat in between.
 */
export async function requireSeats(tx: Transaction, tenant: TenantRow, more: number): Promise<void> {
  const rootId = rootOf(tenant);
  const { plan } = await readEntitlement(tx, rootId);
  const limit = plan.limits.users;
  if (limit === null || (await countSeats(tx, rootId)) + more <= limit) return;
  const detail = `The plan has room for ${limit} members, open invitations included. Choose a larger one, or free a seat.`;
  throw new AppError("quota_reached", detail, { upgradeUrl: "/upgrade" });
}
