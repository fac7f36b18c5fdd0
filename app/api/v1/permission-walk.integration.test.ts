import { afterAll, describe, expect, it } from "vitest";
import type { RouteDescription } from "@/lib/http/route";
import { newId, type TenantId } from "@/lib/ids";
import { stopListening } from "@/lib/live/tenant-changes";
import { listOperations, type Operation } from "@/lib/openapi/operations";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";
import { withWorld } from "@/lib/testing/world";
import { ROUTES } from "./_registry";
import { ACCESS_TABLE } from "./testing/access-table";
import { aCast, type Caller, type Player } from "./testing/cast";

withWorld();
afterAll(stopListening);

/** "open" is whatever the handler says; the others are said before it is asked. */
type Outcome = "open" | "unauthenticated" | "forbidden" | "session_only" | "hidden";

const operations = await listOperations(ROUTES);
const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

function expected(caller: Caller, { access, by }: RouteDescription, namesTenant: boolean): Outcome {
  if (access === "public") return "open";
  if (access === "user" || access === "operator") return ofPerson(caller, access);
  return inTenant(caller, { permission: access, by, namesTenant });
}

function ofPerson({ kind }: Caller, access: "user" | "operator"): Outcome {
  if (kind === "nobody") return "unauthenticated";
  if (kind === "key" || kind === "foreign key" || kind === "bad key") return "session_only";
  return access === "user" || kind === "operator" ? "open" : "hidden";
}

interface TenantRule {
  permission: Permission;
  by: RouteDescription["by"];
  namesTenant: boolean;
}

function inTenant(caller: Caller, { permission, by, namesTenant }: TenantRule): Outcome {
  const isForPeople = by === "session";
  switch (caller.kind) {
    case "nobody":
    case "bad key":
      return "unauthenticated";
    case "stranger":
    case "operator":
      // Without a name in the address it is his own workspace.
      return namesTenant ? "hidden" : "open";
    case "foreign key":
      if (namesTenant) return "hidden";
      return isForPeople ? "session_only" : "open";
    case "member":
      return roleAllows(caller.role, permission) ? "open" : "forbidden";
    case "key":
      if (isForPeople) return "session_only";
      return caller.scope === permission ? "open" : "forbidden";
  }
}

const NAMED: Record<string, string> = { tier: "pro", new_plan: "pro", resource: "locations", feature: "studio" };

function paramsOf(path: string, tenantId: TenantId): Record<string, string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  const params = names.map((name) => [name, NAMED[name] ?? newId<string>()]);
  return { ...Object.fromEntries(params), ...(names.includes("tenant_id") ? { tenant_id: tenantId } : {}) };
}

async function outcomeOf(
  { method, path, route }: Operation,
  { browser }: Player,
  tenantId: TenantId,
): Promise<Outcome> {
  const params = paramsOf(path, tenantId);
  // Not JSON: whoever is let in is told so, and nothing is done.
  const rawBody = method === "GET" ? undefined : "{";
  // Validates the answer, problem documents included, against the API's description.
  const response = await browser.call(route, { method, params, rawBody });
  if (response.ok || !response.headers.get("content-type")?.startsWith("application/problem+json")) {
    await response.body?.cancel();
    return "open";
  }
  const { code, detail } = await response.json();
  if (code === "unauthenticated" || code === "forbidden" || code === "session_only") return code;
  return code === "not_found" && /^There is no such (workspace|page)\.$/.test(detail) ? "hidden" : "open";
}

describe("G21: strangers see nothing, whichever way they come", () => {
  it("G21: every operation has its line in the table of who may call it, so that nobody opens one by accident", () => {
    const declared = Object.fromEntries(
      operations.map((operation) => [nameOf(operation), operation.description.access]),
    );
    expect(declared).toEqual(ACCESS_TABLE);
  });

  it.each(operations.map((operation) => [nameOf(operation), operation] as const))(
    "G21: %s lets in those of the table alone: nobody, strangers, every role, keys of every scope",
    async (_name, operation) => {
      const { tenantId, players } = await aCast();
      const namesTenant = operation.path.includes("{tenant_id}");
      const seen: [Caller, Outcome][] = [];
      for (const player of players) seen.push([player.caller, await outcomeOf(operation, player, tenantId)]);
      const wanted = players.map(({ caller }) => [caller, expected(caller, operation.description, namesTenant)]);
      expect(seen).toEqual(wanted);
    },
  );
});
