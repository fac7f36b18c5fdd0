import { eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api";
import { grants } from "@/db/schema/grants";
import { users } from "@/db/schema/identity";
import { memberships, type Role } from "@/db/schema/tenants";
import { hashKey, mintKey, prefixOf } from "@/lib/api-keys/key-text";
import { KEY_SCOPES } from "@/lib/api-keys/scopes";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId, type TenantId } from "@/lib/ids";
import { TENANT_COOKIE } from "@/lib/tenants/current-tenant";
import type { Permission } from "@/lib/tenants/permissions";
import { aService } from "@/lib/testing/a-key";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";

/** Somebody who calls, by what he is to the workspace that he calls about. */
export type Caller =
  | { kind: "nobody" }
  | { kind: "bad key" }
  | { kind: "stranger" }
  | { kind: "operator" }
  | { kind: "member"; role: Role }
  | { kind: "key"; scope: Permission }
  | { kind: "foreign key" };

export interface Player {
  caller: Caller;
  browser: TestBrowser;
}

/** A workspace and everybody who may or may not have business there; each person calls at most once. */
export async function aCast(): Promise<{ tenantId: TenantId; players: Player[] }> {
  const [owned, admin, billing, member, stranger, operator] = await Promise.all([
    aTenant(),
    aTenant(),
    aTenant(),
    aTenant(),
    aTenant(),
    aTenant(),
  ]);
  const { tenantId } = owned;
  await Promise.all([
    join(admin, tenantId, "admin"),
    join(billing, tenantId, "billing"),
    join(member, tenantId, "member"),
    giveApi(tenantId),
    giveApi(stranger.tenantId),
    database().update(users).set({ isOperator: true }).where(eq(users.id, operator.owner.user.id)),
  ]);
  const [keys, foreignKey] = await Promise.all([
    plantKeys(
      owned,
      KEY_SCOPES.map((scope) => [scope]),
    ),
    plantKeys(stranger, [KEY_SCOPES]),
  ]);
  for (const { browser } of [owned, admin, billing, member]) browser.keep(`${TENANT_COOKIE}=${tenantId}; Path=/`);
  const role = (name: Role, { browser }: TestTenant): Player => ({ caller: { kind: "member", role: name }, browser });
  return {
    tenantId,
    // The owner last: what he does may end the workspace.
    players: [
      { caller: { kind: "nobody" }, browser: new TestBrowser() },
      { caller: { kind: "bad key" }, browser: aService(mintKey()) },
      { caller: { kind: "stranger" }, browser: stranger.browser },
      { caller: { kind: "operator" }, browser: operator.browser },
      ...foreignKey.map((key): Player => ({ caller: { kind: "foreign key" }, browser: aService(key) })),
      ...keys.map((key, index): Player => keyPlayer(key, KEY_SCOPES[index])),
      role("member", member),
      role("billing", billing),
      role("admin", admin),
      role("owner", owned),
    ],
  };
}

function keyPlayer(key: string, scope: Permission | undefined): Player {
  if (!scope) throw new Error("more keys than scopes");
  return { caller: { kind: "key", scope }, browser: aService(key) };
}

async function join({ owner }: TestTenant, tenantId: TenantId, role: Role): Promise<void> {
  await database().insert(memberships).values({ tenantId, userId: owner.user.id, role });
}

/** A plan that includes the API, for nothing. */
async function giveApi(tenantId: TenantId): Promise<void> {
  const startsAt = addMs(wallNow(), -DAY_MS);
  await database().insert(grants).values({ id: newId(), tenantId, tier: "pro", reason: "test", startsAt });
}

async function plantKeys({ tenantId, owner }: TestTenant, all: readonly Permission[][]): Promise<string[]> {
  const made = all.map((scopes) => ({ scopes, key: mintKey() }));
  const common = { tenantId, name: "walk", createdBy: owner.user.id };
  await database()
    .insert(apiKeys)
    .values(
      made.map(({ scopes, key }) => ({
        ...common,
        id: newId<typeof apiKeys.$inferInsert.id>(),
        scopes,
        prefix: prefixOf(key),
        keyHash: hashKey(key),
      })),
    );
  return made.map(({ key }) => key);
}
