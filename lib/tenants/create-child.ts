import { announceTenantChange } from "@/db/queries/announce";
import { findTenant } from "@/db/queries/members";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import type { ChildTenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { requireFeature } from "@/lib/entitlements/require-feature";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { openTenant } from "./open-tenant";
import { requireStanding } from "./require-standing";
import { followSeats } from "./seats";

interface CreateChild {
  tenantId: TenantId;
  actor: SignedIn;
  name: string;
  requestId: string;
}

/**
 * Opens a workspace below this one, which shares its plan and limits; who asks owns it. Throws `feature_locked` where
 * the plan has no hierarchy, `read_only`, and `billed_by_parent` in a workspace that is below another itself.
 */
export async function createChild({ tenantId, actor, name, requestId }: CreateChild): Promise<ChildTenantDto> {
  return database().transaction(async (tx) => {
    const { tenant } = await requireStanding(tx, tenantId, actor, "tenant:manage");
    if (tenant.parentId)
      throw new AppError("billed_by_parent", "This workspace is below another one, so there can be none below it.");
    const entitlement = await readEntitlement(tx, tenantId);
    await requireFeature(tx, entitlement, "hierarchy");
    requireWrites(entitlement.access);
    const id = await openTenant(tx, { name, kind: "team", ownerId: actor.user.id, parentId: tenantId }, wallNow());
    await followSeats(tx, tenantId);
    await recordAudit(tx, { tenantId, actor, action: "child.create", detail: { child_id: id, name }, requestId });
    await announceTenantChange(tx, tenantId, "child-created");
    const row = await findTenant(tx, id);
    if (!row) throw new Error(`tenant ${id} was not written`);
    return { id, name, created_at: row.createdAt.toISOString(), members: 1 };
  });
}
