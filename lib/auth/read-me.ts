import type { MeDto } from "@/lib/contracts/me";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import { chooseTenant } from "@/lib/tenants/current-tenant";
import { listMemberships } from "@/lib/tenants/find-membership";
import { toOwnTenantDto } from "@/lib/tenants/own-tenant-dto";
import type { SignedIn } from "./session";

/** The signed-in person, the workspace he is in, and its tier as it is now (never from the session, G16). */
export async function readMe({ user }: SignedIn, headers: Headers): Promise<MeDto> {
  const all = await listMemberships(database(), user.id);
  const membership = chooseTenant(all, headers);
  if (!membership) throw new AppError("not_found", "You belong to no workspace.");
  const { tenant, role } = membership;
  const { access } = await readEntitlement(database(), tenant.id);
  return {
    user: {
      id: user.id,
      email: user.email,
      name: user.name,
      locale: user.locale,
      email_verified: user.emailVerifiedAt !== null,
    },
    tenant: { id: tenant.id, name: tenant.name, role },
    tenants: all.map(toOwnTenantDto),
    tier: access.tier,
  };
}
