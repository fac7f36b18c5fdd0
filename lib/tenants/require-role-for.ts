import type { Role } from "@/db/schema/tenants";
import { AppError } from "@/lib/errors";
import { type Permission, roleAllows } from "./permissions";

/** Refuses what the role does not include, where a route needs more for one of its ways than for the others. */
export function requireRoleFor(role: Role, permission: Permission): void {
  if (!roleAllows(role, permission)) throw new AppError("forbidden", `This needs the permission ${permission}.`);
}
