import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { GET as me } from "@/app/api/v1/me/route";
import { DELETE as revoke } from "@/app/api/v1/tenants/[tenant_id]/api-keys/[key_id]/route";
import { POST as create, GET as list } from "@/app/api/v1/tenants/[tenant_id]/api-keys/route";
import { GET as events } from "@/app/api/v1/tenants/[tenant_id]/events/route";
import { POST as makePoster, GET as posters } from "@/app/api/v1/tenants/[tenant_id]/posters/route";
import { POST as cancel } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { GET as details } from "@/app/api/v1/tenants/[tenant_id]/subscription/details/route";
import { apiKeys, auditLog } from "@/db/schema/api";
import { memberships } from "@/db/schema/tenants";
import { addMs, wallNow } from "@/lib/clock";
import type { ApiKeyCreatedDto } from "@/lib/contracts/api-keys";
import { database } from "@/lib/database";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import { type ApiKeyId, newId, type TenantId } from "@/lib/ids";
import { aKey, aService } from "@/lib/testing/a-key";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";

withWorld();

const proTenant = () => aTenant({ subscribedTo: { tier: "pro" } });
const params = (tenantId: TenantId) => ({ tenant_id: tenantId });
const read = (service: TestBrowser, tenantId: TenantId) =>
  service.call(details, { method: "GET", params: params(tenantId) });

describe("G21: an API key opens one workspace, as far as its scopes and its creator's role reach", () => {
  it("G21: is kept as a hash and shown once, because a leaked table must open nothing", async () => {
    const { tenantId, browser } = await proTenant();
    const { key, id } = await aKey({ tenantId, browser }, ["subscription:read"]);
    const [row] = await database()
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.id, id as ApiKeyId));
    expect(key).toMatch(/^tl_test_[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(key.slice(12));
    const listed = await (await browser.call(list, { method: "GET", params: params(tenantId) })).text();
    expect(listed).toContain(key.slice(0, 12));
    expect(listed).not.toContain(key);
  });

  it("G21: gives no paid time away, also where its creator could: a leaked key must not end a subscription at once", async () => {
    const { tenantId, browser } = await proTenant();
    const service = aService((await aKey({ tenantId, browser }, ["subscription:manage", "subscription:read"])).key);
    const refused = await service.call(cancel, { params: params(tenantId), body: { at: "now" } });
    expect(refused.status).toBe(403);
    expect((await service.call(cancel, { params: params(tenantId), body: {} })).status).toBe(200);
  });

  it("G21: reads from any origin without a cookie, and acts as its creator", async () => {
    const { tenantId, browser } = await proTenant();
    const service = aService((await aKey({ tenantId, browser }, ["subscription:read", "studio:create"])).key);
    expect((await read(service, tenantId)).status).toBe(200);
    const body = { prompt: "a lighthouse at dusk", request_id: newId<string>() };
    const headers = { origin: "https://elsewhere.example" };
    expect((await service.call(makePoster, { params: params(tenantId), body, headers })).status).toBe(201);
  });

  it("G21: is refused beyond its scopes, in another workspace, and where a person has to be", async () => {
    const { tenantId, browser } = await proTenant();
    const other = await proTenant();
    const service = aService((await aKey({ tenantId, browser }, ["subscription:read", "tenant:read"])).key);
    expect((await service.call(posters, { method: "GET", params: params(tenantId) })).status).toBe(403);
    expect((await read(service, other.tenantId)).status).toBe(404);
    for (const route of [list, events])
      expect(await (await service.call(route, { method: "GET", params: params(tenantId) })).json()).toMatchObject({
        code: "session_only",
      });
    expect((await service.call(me, { method: "GET" })).status).toBe(403);
  });

  it("G21: opens no second workspace of its creator, because it is given to one service for one purpose", async () => {
    const first = await proTenant();
    const second = await proTenant();
    await database().insert(memberships).values({
      tenantId: second.tenantId,
      userId: first.owner.user.id,
      role: "admin",
    });
    const service = aService((await aKey(first, ["subscription:read"])).key);
    expect((await read(service, first.tenantId)).status).toBe(200);
    expect((await read(service, second.tenantId)).status).toBe(404);
  });

  it("G21: ends at once when it is revoked, and revoking again finds nothing", async () => {
    const { tenantId, browser } = await proTenant();
    const { key, id } = await aKey({ tenantId, browser }, ["subscription:read"]);
    const service = aService(key);
    expect((await read(service, tenantId)).status).toBe(200);
    const call = () => browser.call(revoke, { method: "DELETE", params: { tenant_id: tenantId, key_id: id } });
    expect((await call()).status).toBe(204);
    expect((await read(service, tenantId)).status).toBe(401);
    expect((await call()).status).toBe(404);
    const rows = await database().select().from(auditLog).where(eq(auditLog.tenantId, tenantId));
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(["api-key.create", "api-key.revoke"]));
  });

  it("G21: loses what its creator loses, because it never may do more than he", async () => {
    const { tenantId } = await proTenant();
    const { browser, userId } = await anAdmin(tenantId);
    const service = aService((await aKey({ tenantId, browser }, ["subscription:read", "payments:read"])).key);
    const place = and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId));
    const invoices = await import("@/app/api/v1/tenants/[tenant_id]/subscription/invoices/route");
    const keyed = aService((await aKey({ tenantId, browser }, ["invoices:read"])).key);
    expect((await keyed.call(invoices.GET, { method: "GET", params: params(tenantId) })).status).toBe(200);
    await database().update(memberships).set({ role: "member" }).where(place);
    expect((await keyed.call(invoices.GET, { method: "GET", params: params(tenantId) })).status).toBe(403);
    expect((await read(service, tenantId)).status).toBe(200);
    await database().delete(memberships).where(place);
    expect((await read(service, tenantId)).status).toBe(401);
  });

  it("G21: gives away nothing that its creator lacks, and nothing about people and keys", async () => {
    const { tenantId } = await proTenant();
    const { browser } = await anAdmin(tenantId);
    const ask = async (scopes: string[]) =>
      (await browser.call(create, { params: params(tenantId), body: { name: "x", scopes } })).status;
    expect(await ask(["tenant:own"])).toBe(400);
    expect(await ask(["api-keys:manage"])).toBe(400);
    expect(await ask([])).toBe(400);
    expect(await ask(["studio:read"])).toBe(201);
    const member = await aMember(tenantId, "member");
    expect(
      (await member.call(create, { params: params(tenantId), body: { name: "x", scopes: ["studio:read"] } })).status,
    ).toBe(403);
  });
});

describe("the plan decides about the API, as data", () => {
  it("refuses to make a key on a plan without it, and says where it can be had", async () => {
    const { tenantId, browser } = await aTenant();
    const response = await browser.call(create, {
      params: params(tenantId),
      body: { name: "x", scopes: ["studio:read"] },
    });
    expect(await response.json()).toMatchObject({ code: "feature_locked", upgrade_url: "/upgrade?plan=pro" });
  });

  it("refuses a key that was made on a better plan, while people go on as before", async () => {
    const { tenantId, browser, owner } = await aTenant();
    const key = await plantKey({ tenantId, browser, owner });
    expect(await (await read(aService(key), tenantId)).json()).toMatchObject({ code: "feature_locked" });
    expect((await read(browser, tenantId)).status).toBe(200);
  });
});

it("writes down at most once a minute that a key was used, so that reading stays reading", async () => {
  const { tenantId, browser } = await proTenant();
  const { key, id } = await aKey({ tenantId, browser }, ["subscription:read"]);
  const lastUsed = async () =>
    (
      await database()
        .select()
        .from(apiKeys)
        .where(eq(apiKeys.id, id as ApiKeyId))
    )[0]?.lastUsedAt;
  const setLastUsed = (at: Date) =>
    database()
      .update(apiKeys)
      .set({ lastUsedAt: at })
      .where(eq(apiKeys.id, id as ApiKeyId));
  expect(await lastUsed()).toBeNull();
  await read(aService(key), tenantId);
  expect(await lastUsed()).not.toBeNull();
  const recent = addMs(wallNow(), -30_000);
  await setLastUsed(recent);
  await read(aService(key), tenantId);
  expect(await lastUsed()).toEqual(recent);
  await setLastUsed(addMs(wallNow(), -61_000));
  await read(aService(key), tenantId);
  await vi.waitFor(async () => expect((await lastUsed())?.getTime()).toBeGreaterThan(recent.getTime()));
});

async function anAdmin(tenantId: TenantId) {
  const { owner, browser } = await aTenant();
  await database().insert(memberships).values({ tenantId, userId: owner.user.id, role: "admin" });
  return { browser, userId: owner.user.id };
}

/** A key of a tenant whose plan would not let it make one. */
async function plantKey({ tenantId, owner }: TestTenant): Promise<string> {
  const { hashKey, mintKey, prefixOf } = await import("./key-text");
  const key = mintKey();
  const scopes: ApiKeyCreatedDto["scopes"] = ["subscription:read"];
  await database()
    .insert(apiKeys)
    .values({
      id: newId(),
      tenantId,
      name: "old",
      prefix: prefixOf(key),
      keyHash: hashKey(key),
      scopes,
      createdBy: owner.user.id,
    });
  return key;
}
