import type { SignedIn } from "@/lib/auth/session";
import type { OwnTenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type TenantId } from "@/lib/ids";
import { findMembership } from "./find-membership";
import { toOwnTenantDto } from "./own-tenant-dto";

/** The workspace that the person wants to work in, if he belongs to it; else `not_found`, as for one that is not there. */
export async function switchTenant(actor: SignedIn, tenantId: string): Promise<OwnTenantDto> {
  const membership = isId(tenantId) ? await findMembership(database(), tenantId as TenantId, actor.user.id) : null;
  if (!membership) throw new AppError("not_found", "There is no such workspace.");
  return toOwnTenantDto(membership);
}
