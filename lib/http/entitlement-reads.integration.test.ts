import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DELETE as revokeKey } from "@/app/api/v1/tenants/[tenant_id]/api-keys/[key_id]/route";
import { GET as access } from "@/app/api/v1/tenants/[tenant_id]/subscription/access/route";
import { GET as feature } from "@/app/api/v1/tenants/[tenant_id]/subscription/features/[feature]/route";
import { GET as features } from "@/app/api/v1/tenants/[tenant_id]/subscription/features/route";
import { GET as status } from "@/app/api/v1/tenants/[tenant_id]/subscription/status/route";
import { GET as tier } from "@/app/api/v1/tenants/[tenant_id]/subscription/tier/route";
import { disconnect } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { subscriptions } from "@/db/schema/billing";
import { memberships, tenants } from "@/db/schema/tenants";
import { useTestEnvironment } from "@/db/testing/test-environment";
import { openWayToDatabase, type WayToDatabase } from "@/db/testing/way-to-database";
import { signOut } from "@/lib/auth/sign-out";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { stopListening } from "@/lib/live/tenant-changes";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { seedCatalogue } from "@/lib/plans/seed-catalogue";
import { aKey, aService } from "@/lib/testing/a-key";
import { aMember, aTenant } from "@/lib/testing/a-tenant";
import type { TestBrowser } from "./testing/test-browser";

let way: WayToDatabase;
let drop: () => Promise<void>;

beforeAll(async () => {
  const environment = await useTestEnvironment();
  drop = environment.drop;
  way = await openWayToDatabase(environment.url);
  process.env.DATABASE_URL = way.url;
  await seedCatalogue(database());
  await pushCatalogue(database(), { dryRun: false });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await stopListening();
  await disconnect();
  await way.close();
  await drop();
});

// Another process's tests may have the machine.
const PATIENCE = { timeout: 15_000 };
const READS = [tier, access, status, features, feature];
const call = (browser: TestBrowser, tenantId: TenantId, route = tier, headers = {}) =>
  browser.call(route, { method: "GET", params: { tenant_id: tenantId, feature: "exports" }, headers });
const tierOf = async (browser: TestBrowser, tenantId: TenantId) => {
  const response = await call(browser, tenantId);
  return response.ok ? (await response.json()).tier : response.status;
};
const proTenant = () => aTenant({ subscribedTo: { tier: "pro" } });
const end = (tenantId: TenantId) =>
  database().update(subscriptions).set({ status: "canceled" }).where(eq(subscriptions.tenantId, tenantId));

describe("G16: what a tenant may do is known without asking, and fresh everywhere within a second", () => {
  it("G16: sends not one byte to the database while nothing changes, because services ask for it all the time", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { tenantId, browser } = await proTenant();
    const service = aService((await aKey({ tenantId, browser }, ["subscription:read"])).key);
    const all = () =>
      Promise.all([browser, service].flatMap((caller) => READS.map((route) => call(caller, tenantId, route))));
    await vi.waitFor(async () => {
      const before = way.bytesSent();
      await all();
      expect(way.bytesSent()).toBe(before);
    }, PATIENCE);
    const before = way.bytesSent();
    for (let round = 0; round < 20; round += 1)
      expect((await all()).map((response) => response.status)).toEqual(Array(10).fill(200));
    expect(way.bytesSent()).toBe(before);
  });

  it("G16: forgets what a workspace shares with the one above it when that one's plan changes", async () => {
    const { tenantId: parentId } = await aTenant({ subscribedTo: { tier: "enterprise" } });
    const { tenantId, browser } = await aTenant();
    await database().update(tenants).set({ parentId }).where(eq(tenants.id, tenantId));
    expect(await tierOf(browser, tenantId)).toBe("enterprise");
    await end(parentId);
    expect(await tierOf(browser, tenantId)).toBe("enterprise");
    await announceTenantChange(database(), parentId, "webhook");
    await vi.waitFor(async () => expect(await tierOf(browser, tenantId)).toBe("free"), PATIENCE);
  });

  it("G16: forgets when another process announces a change, because that process cannot reach this memory", async () => {
    const { tenantId, browser } = await proTenant();
    expect(await tierOf(browser, tenantId)).toBe("pro");
    await end(tenantId);
    expect(await tierOf(browser, tenantId)).toBe("pro");
    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(async () => expect(await tierOf(browser, tenantId)).toBe("free"), PATIENCE);
  });

  it("G16: forgets everything when the connection is lost, because changes may be missed then", async () => {
    const { tenantId, browser } = await proTenant();
    expect(await tierOf(browser, tenantId)).toBe("pro");
    await end(tenantId);
    way.cut();
    await vi.waitFor(async () => expect(await tierOf(browser, tenantId)).toBe("free"), PATIENCE);
  });

  it("G16: forgets when the decision says that it may turn out otherwise, because no event comes with time", async () => {
    const { tenantId, browser } = await proTenant();
    const cancelAt = addMs(wallNow(), 1_500);
    await database().update(subscriptions).set({ cancelAt }).where(eq(subscriptions.tenantId, tenantId));
    await announceTenantChange(database(), tenantId, "webhook");
    await vi.waitFor(async () =>
      expect(await (await call(browser, tenantId)).json()).toMatchObject({ next_change_at: cancelAt.toISOString() }),
    );
    await vi.waitFor(async () => expect(await tierOf(browser, tenantId)).toBe("free"), PATIENCE);
  });
});

describe("G21: who was let in a moment ago is not let in for that", () => {
  it("G21: signing out and revoking a key act at once, because that is what people do in an emergency", async () => {
    const { tenantId, browser } = await proTenant();
    const member = await aMember(tenantId, "member");
    const { key, id } = await aKey({ tenantId, browser }, ["subscription:read"]);
    const service = aService(key);
    for (const caller of [member, service]) expect(await tierOf(caller, tenantId)).toBe("pro");
    await signOut(new Headers({ cookie: member.cookieHeader() }));
    await browser.call(revokeKey, { method: "DELETE", params: { tenant_id: tenantId, key_id: id } });
    for (const caller of [member, service]) expect(await tierOf(caller, tenantId)).toBe(401);
  });

  it("G21: even a place in the workspace that was taken away by hand ends within a second", async () => {
    const { tenantId, browser } = await proTenant();
    expect(await tierOf(browser, tenantId)).toBe("pro");
    await database().delete(memberships).where(eq(memberships.tenantId, tenantId));
    await vi.waitFor(async () => expect(await tierOf(browser, tenantId)).toBe(404), PATIENCE);
  });
});

describe("conditional reads", () => {
  it("answer 304 without a body to who has the answer, and the new one when it changed", async () => {
    const { tenantId, browser } = await proTenant();
    const first = await call(browser, tenantId, access);
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const same = await call(browser, tenantId, access, { "if-none-match": `"other", W/${etag}` });
    expect([same.status, await same.text(), same.headers.get("etag")]).toEqual([304, "", etag]);
    await database().update(tenants).set({ suspendedAt: wallNow() }).where(eq(tenants.id, tenantId));
    await announceTenantChange(database(), tenantId, "suspended");
    await vi.waitFor(async () => {
      const changed = await call(browser, tenantId, access, { "if-none-match": etag });
      expect([changed.status, (await changed.json()).mode]).toEqual([200, "none"]);
    });
  });
});

describe("one feature", () => {
  it("says whether the plan has it, and where it can be had", async () => {
    const { tenantId, browser } = await aTenant();
    const ask = async (name: string) =>
      (await browser.call(feature, { method: "GET", params: { tenant_id: tenantId, feature: name } })).json();
    expect(await ask("studio")).toMatchObject({ has_feature: true, upgrade_url: null });
    expect(await ask("api_access")).toMatchObject({ has_feature: false, upgrade_url: "/upgrade?plan=pro" });
    expect(await ask("hierarchy")).toMatchObject({ has_feature: false, upgrade_url: "/upgrade?plan=enterprise" });
    expect(await ask("teleport")).toMatchObject({ status: 404 });
  });
});
