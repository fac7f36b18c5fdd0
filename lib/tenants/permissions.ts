import type { Role } from "@/db/schema/tenants";

/** What a route may ask for; `subscription:*` is about money, `studio:*` and `workspace:*` about the product. */
export const PERMISSIONS = [
  "tenant:read",
  "tenant:manage",
  "tenant:own",
  "members:read",
  "members:manage",
  "subscription:read",
  "subscription:manage",
  "invoices:read",
  "payments:read",
  "credits:read",
  "credits:use",
  "studio:read",
  "studio:create",
  "workspace:read",
  "workspace:write",
  "api-keys:manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE: Permission[] = [
  "tenant:read",
  "members:read",
  "subscription:read",
  "credits:read",
  "credits:use",
  "studio:read",
  "studio:create",
  "workspace:read",
  "workspace:write",
];
const BILLING: Permission[] = [...EVERYONE, "subscription:manage", "invoices:read", "payments:read"];
// Giving the workspace away or deleting it is for the one who owns it.
const ADMIN = PERMISSIONS.filter((permission) => permission !== "tenant:own");

/** The one table of who may do what. */
const GRANTED: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: ADMIN,
  billing: BILLING,
  member: EVERYONE,
};

/** Whether the role includes the permission. */
export function roleAllows(role: Role, permission: Permission): boolean {
  return GRANTED[role].includes(permission);
}
