import type { InSession, SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type TenantId } from "@/lib/ids";
import { currentTenant } from "@/lib/tenants/current-tenant";
import { findMembership, type Membership } from "@/lib/tenants/find-membership";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";
import { requireSession } from "./caller";

/** Who asks, and his place in the tenant that he asks about. */
export interface TenantCaller<By extends SignedIn = SignedIn> extends Membership {
  actor: By;
}

/**
 * The caller of an endpoint about a tenant: the one that the path names, or the current one without. Throws
 * `unauthenticated`, `not_found` for strangers and `forbidden` for members without the permission.
 */
export async function requireTenantCaller(
  request: Request,
  tenantId: string | undefined,
  permission: Permission,
): Promise<TenantCaller<InSession>> {
  const actor = await requireSession(request);
  const membership = await findAddressed(actor, tenantId, request);
  if (!membership) throw new AppError("not_found", "There is no such workspace.");
  if (!roleAllows(membership.role, permission))
    throw new AppError("forbidden", `This needs the permission ${permission}.`);
  return { ...membership, actor };
}

async function findAddressed(actor: InSession, tenantId: string | undefined, request: Request) {
  if (tenantId === undefined) return currentTenant(actor.user.id, request.headers);
  return isId(tenantId) ? findMembership(database(), tenantId as TenantId, actor.user.id) : null;
}
