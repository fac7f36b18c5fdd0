import type { OwnTenantDto } from "@/lib/contracts/tenants";
import type { Membership } from "./find-membership";

/** A workspace as its member's lists show it. */
export function toOwnTenantDto({ tenant, role }: Membership): OwnTenantDto {
  return { id: tenant.id, name: tenant.name, kind: tenant.kind, role };
}
