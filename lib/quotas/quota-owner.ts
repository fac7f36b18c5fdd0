import type { Executor } from "@/db/client";
import { findRootTenant } from "@/db/queries/quotas";
import type { TenantId } from "@/lib/ids";

/** The workspace at which a tenant's resources are counted: the one that pays for it. */
export function quotaOwner(db: Executor, tenantId: TenantId): Promise<TenantId> {
  return findRootTenant(db, tenantId);
}
