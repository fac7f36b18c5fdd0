import type { Executor } from "@/db/client";
import { countUsage, listUsage } from "@/db/queries/quotas";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { RESOURCES, type Resource } from "@/lib/plans/catalogue";
import { quotaOwner } from "./quota-owner";

/** How much of a counted resource is used; `limit` null means unlimited. */
export interface ResourceUsage {
  resource: Resource;
  used: number;
  limit: number | null;
}

/** The use of every counted resource of the tree that the tenant belongs to, against the limits of its plan. */
export async function readUsage(db: Executor, tenantId: TenantId): Promise<ResourceUsage[]> {
  const owner = await quotaOwner(db, tenantId);
  const [{ plan }, kept] = await Promise.all([readEntitlement(db, tenantId), listUsage(db, owner)]);
  return Promise.all(
    RESOURCES.map(async (resource) => {
      const row = kept.find((each) => each.resource === resource);
      const used = row?.used ?? (await countUsage(db, owner, resource));
      return { resource, used, limit: plan.limits[resource] };
    }),
  );
}

/** `readUsage` for one resource. */
export async function readResourceUsage(db: Executor, tenantId: TenantId, resource: Resource): Promise<ResourceUsage> {
  const all = await readUsage(db, tenantId);
  return all.find((each) => each.resource === resource) ?? { resource, used: 0, limit: null };
}
