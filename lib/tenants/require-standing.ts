import type { Transaction } from "@/db/client";
import { findRole, lockTenant, type TenantRow } from "@/db/queries/members";
import type { Role } from "@/db/schema/tenants";
import type { SignedIn } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { type Permission, roleAllows } from "./permissions";

/**
 * Takes the tenant's lock and asks once more, under it, whether the actor may: what the request was let in with may
 * have been taken from him while it waited. Throws `not_found` or `forbidden`.
 */
export async function requireStanding(
  tx: Transaction,
  tenantId: TenantId,
  actor: SignedIn,
  permission: Permission,
): Promise<{ tenant: TenantRow; role: Role }> {
  const tenant = await lockTenant(tx, tenantId);
  const role = tenant && (await findRole(tx, tenantId, actor.user.id));
  if (!tenant || !role) throw new AppError("not_found", "There is no such workspace.");
  if (!roleAllows(role, permission)) throw new AppError("forbidden", `This needs the permission ${permission}.`);
  return { tenant, role };
}
