import type { Executor } from "@/db/client";
import { findTenant } from "@/db/queries/members";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";

/**
 * Refuses with `billed_by_parent` what a workspace below another can't do for itself: buy, pay, change or end a plan.
 * The name is told to everyone who gets here, since that takes the permission to deal with the billing.
 */
export async function requireOwnBilling(db: Executor, tenantId: TenantId): Promise<void> {
  const parentId = (await findTenant(db, tenantId))?.parentId;
  if (!parentId) return;
  const parent = await findTenant(db, parentId);
  throw new AppError("billed_by_parent", `“${parent?.name}” pays for this workspace. Its people change the plan.`);
}
