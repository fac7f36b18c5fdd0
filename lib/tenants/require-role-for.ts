import type { Role } from "@/db/schema/tenants";
import type { SignedIn } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { type Permission, roleAllows } from "./permissions";

interface Caller {
  role: Role;
  actor: SignedIn;
}

/**
 * Refuses what the role does not include, where a route needs more for one of its ways than for the others. An API key
 * needs it among its scopes as well, whatever its creator may.
 */
export function requireRoleFor({ role, actor }: Caller, permission: Permission): void {
  const keyMay = actor.apiKey === undefined || actor.apiKey.scopes.includes(permission);
  if (!keyMay || !roleAllows(role, permission))
    throw new AppError("forbidden", `This needs the permission ${permission}.`);
}
