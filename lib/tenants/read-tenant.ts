import { findTenant } from "@/db/queries/members";
import type { Role } from "@/db/schema/tenants";
import type { OwnTenantDto, TenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId, UserId } from "@/lib/ids";
import { listMemberships } from "./find-membership";
import { toOwnTenantDto } from "./own-tenant-dto";
import { roleAllows } from "./permissions";

/** A workspace as a member in that role sees it. */
export async function readTenant(tenantId: TenantId, role: Role): Promise<TenantDto> {
  const db = database();
  const row = await findTenant(db, tenantId);
  if (!row) throw new AppError("not_found", "There is no such workspace.");
  const [{ access }, parent] = await Promise.all([
    readEntitlement(db, tenantId),
    // Who pays is for those who deal with paying and with the workspace itself.
    row.parentId && roleAllows(role, "subscription:manage") ? findTenant(db, row.parentId) : null,
  ]);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    role,
    created_at: row.createdAt.toISOString(),
    tier: access.tier,
    mode: access.mode,
    parent: parent && { id: parent.id, name: parent.name },
  };
}

/** The workspaces that the person belongs to, the oldest membership first. */
export async function listOwnTenants(userId: UserId): Promise<OwnTenantDto[]> {
  return (await listMemberships(database(), userId)).map(toOwnTenantDto);
}
