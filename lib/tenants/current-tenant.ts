import { database } from "@/lib/database";
import type { UserId } from "@/lib/ids";
import { listMemberships, type Membership } from "./find-membership";

export const TENANT_COOKIE = "tierline-tenant";

/** The tenant that the signed-in user works in: the one chosen in this browser if he belongs to it, else his first. */
export async function currentTenant(userId: UserId, headers: Headers): Promise<Membership | null> {
  const chosen = new RegExp(`(?:^|;\\s*)${TENANT_COOKIE}=([0-9a-f-]{36})`).exec(headers.get("cookie") ?? "")?.[1];
  const all = await listMemberships(database(), userId);
  return all.find((membership) => membership.tenant.id === chosen) ?? all[0] ?? null;
}
