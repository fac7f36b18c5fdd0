import { database } from "@/lib/database";
import type { UserId } from "@/lib/ids";
import { listMemberships, type Membership } from "./find-membership";

export const TENANT_COOKIE = "tierline-tenant";

/** The tenant that the signed-in user works in: the one chosen in this browser if he belongs to it, else his first. */
export async function currentTenant(userId: UserId, headers: Headers): Promise<Membership | null> {
  return chooseTenant(await listMemberships(database(), userId), headers);
}

/** Of a person's tenants the one that this browser's cookie names, else the first. */
export function chooseTenant(all: readonly Membership[], headers: Headers): Membership | null {
  const chosen = new RegExp(`(?:^|;\\s*)${TENANT_COOKIE}=([0-9a-f-]{36})`).exec(headers.get("cookie") ?? "")?.[1];
  return all.find((membership) => membership.tenant.id === chosen) ?? all[0] ?? null;
}
