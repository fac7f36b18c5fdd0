import type { Role } from "@/db/schema/tenants";

/** What a route may ask for; `subscription:*` is about money, `studio:*` about the product. */
export const PERMISSIONS = [
  "tenant:read",
  "members:read",
  "members:manage",
  "subscription:read",
  "subscription:manage",
  "invoices:read",
  "credits:read",
  "studio:read",
  "studio:create",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const EVERYONE: Permission[] = [
  "tenant:read",
  "members:read",
  "subscription:read",
  "credits:read",
  "studio:read",
  "studio:create",
];
const BILLING: Permission[] = [...EVERYONE, "subscription:manage", "invoices:read"];

/** The one table of who may do what. */
const GRANTED: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  billing: BILLING,
  member: EVERYONE,
};

/** Whether the role includes the permission. */
export function roleAllows(role: Role, permission: Permission): boolean {
  return GRANTED[role].includes(permission);
}
