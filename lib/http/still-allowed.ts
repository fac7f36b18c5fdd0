import { readSession } from "@/lib/auth/session";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { findMembership } from "@/lib/tenants/find-membership";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";

/** Whether the session in these headers lives and still has the permission in the tenant, for answers that last. */
export async function isStillAllowed(headers: Headers, tenantId: TenantId, permission: Permission): Promise<boolean> {
  const session = await readSession(headers);
  const membership = session && (await findMembership(database(), tenantId, session.user.id));
  return membership !== null && roleAllows(membership.role, permission);
}
