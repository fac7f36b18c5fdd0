import { PERMISSIONS, type Permission } from "@/lib/tenants/permissions";

// People, ownership and keys are for people alone: a leaked key must not be able to make itself lasting.
const NEVER_BY_KEY: readonly Permission[] = ["tenant:own", "tenant:manage", "members:manage", "api-keys:manage"];

/** What an API key may be given: every permission but those about people, ownership and keys. */
export const KEY_SCOPES = PERMISSIONS.filter((permission) => !NEVER_BY_KEY.includes(permission));

/** Whether an API key can ever have the permission. */
export function isKeyScope(permission: Permission): boolean {
  return KEY_SCOPES.includes(permission);
}
