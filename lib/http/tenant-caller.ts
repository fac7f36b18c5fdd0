import { isKeyScope } from "@/lib/api-keys/scopes";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { hasFeature, requireFeature } from "@/lib/entitlements/require-feature";
import { AppError } from "@/lib/errors";
import { isId, type TenantId } from "@/lib/ids";
import { currentTenant } from "@/lib/tenants/current-tenant";
import { findMembership, type Membership } from "@/lib/tenants/find-membership";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";
import { bearerOf, requireKey, requireSession, sessionOnly } from "./caller";
import { takeRate } from "./rate-limit";
import { recallCaller } from "./recall-caller";

/** Who asks, and his place in the tenant that he asks about. */
export interface TenantCaller extends Membership {
  actor: SignedIn;
}

export interface CallerRules {
  allow: Permission;
  by: "session" | "session or key";
  /** The caller may be remembered for a moment. */
  remembered?: boolean | undefined;
}

// Per key: a service that runs wild harms itself, not the workspace's people.
const KEY_RATE = { name: "api-key", points: 1200, seconds: 60 };

const NO_TENANT = "There is no such workspace.";

/** How callers of an endpoint with this permission prove who they are. */
export function waysIn(allow: Permission, by?: "session"): CallerRules["by"] {
  return by ?? (isKeyScope(allow) ? "session or key" : "session");
}

/**
 * The caller of an endpoint about a tenant: the one that the path names, or without one the current one (for a key: its
 * own). Throws `unauthenticated`, `not_found` for strangers and `forbidden` for members without the permission.
 */
export async function requireTenantCaller(
  request: Request,
  tenantId: string | undefined,
  rules: CallerRules,
): Promise<TenantCaller> {
  const find = () => identify(request, tenantId, rules);
  // A change is never let in by memory: its origin is checked each time.
  const isRead = request.method === "GET";
  const caller = rules.remembered && isRead ? await recallCaller(request, tenantId, find) : await find();
  requirePermission(caller, rules.allow);
  if (caller.actor.apiKey) {
    await takeRate(KEY_RATE, caller.actor.apiKey.id);
    await requireApi(caller.tenant.id);
  }
  return caller;
}

async function requireApi(tenantId: TenantId): Promise<void> {
  if (hasFeature(await recallEntitlement(tenantId), "api_access")) return;
  // A no is said on fresh facts alone.
  await requireFeature(database(), await readEntitlement(database(), tenantId), "api_access");
}

async function identify(request: Request, tenantId: string | undefined, { by }: CallerRules): Promise<TenantCaller> {
  const key = bearerOf(request.headers);
  return key === null ? identifyPerson(request, tenantId) : identifyService(key, tenantId, by);
}

async function identifyPerson(request: Request, tenantId: string | undefined): Promise<TenantCaller> {
  const actor = await requireSession(request);
  const membership = await findAddressed(actor, tenantId, request);
  if (!membership) throw new AppError("not_found", NO_TENANT);
  return { ...membership, actor };
}

async function findAddressed(actor: SignedIn, tenantId: string | undefined, request: Request) {
  if (tenantId === undefined) return currentTenant(actor.user.id, request.headers);
  return isId(tenantId) ? findMembership(database(), tenantId as TenantId, actor.user.id) : null;
}

async function identifyService(key: string, tenantId: string | undefined, by: CallerRules["by"]) {
  const caller = await requireKey(key);
  // Also for another tenant of its creator's: a key opens one door.
  if (tenantId !== undefined && tenantId !== caller.tenant.id) throw new AppError("not_found", NO_TENANT);
  if (by === "session") throw sessionOnly();
  return caller;
}

function requirePermission({ actor, role }: TenantCaller, permission: Permission): void {
  if (actor.apiKey && !actor.apiKey.scopes.includes(permission))
    throw new AppError("forbidden", `The API key lacks the scope ${permission}.`);
  if (!roleAllows(role, permission)) throw new AppError("forbidden", `This needs the permission ${permission}.`);
}
