import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as checkoutRoute } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
import { DELETE as detachRoute } from "@/app/api/v1/tenants/[tenant_id]/children/[child_id]/route";
import { GET as childrenRoute, POST as createRoute } from "@/app/api/v1/tenants/[tenant_id]/children/route";
import { POST as createPosterRoute } from "@/app/api/v1/tenants/[tenant_id]/posters/route";
import { DELETE as deleteRoute, GET as readRoute } from "@/app/api/v1/tenants/[tenant_id]/route";
import { POST as cancelRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
import { POST as refreshRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/refresh/route";
import { subscriptions } from "@/db/schema/billing";
import { outboxEvents } from "@/db/schema/sync";
import type { ChildTenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import { newId, type TenantId } from "@/lib/ids";
import { onTenantChange, stopListening } from "@/lib/live/tenant-changes";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { aMemberOf, callTenant, outcomeOf } from "./testing/people";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(async () => {
  await worker.stop();
  await stopListening();
});

const create = (browser: TestBrowser, tenantId: string, name = "Branch") =>
  callTenant(browser, createRoute, tenantId, { body: { name } });

async function aRootWithChild(): Promise<TestTenant & { childId: TenantId }> {
  const root = await aTenant({ subscribedTo: { tier: "enterprise" } });
  const child: ChildTenantDto = await (await create(root.browser, root.tenantId)).json();
  return { ...root, childId: child.id as TenantId };
}

const poster = (browser: TestBrowser, tenantId: string) =>
  callTenant(browser, createPosterRoute, tenantId, { body: { prompt: "three pears", request_id: newId() } });

async function loseThePlan(tenantId: TenantId): Promise<void> {
  const [row] = await database().select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId));
  await stripe().subscriptions.cancel(row?.stripeSubscriptionId ?? "");
  await syncTenantBilling(tenantId, "repeat");
}

describe("workspaces below another", () => {
  it("need a plan that includes them, and there is one level of them", async () => {
    const pro = await aTenant({ subscribedTo: { tier: "pro" } });
    const refused = await create(pro.browser, pro.tenantId);
    expect(await refused.json()).toMatchObject({ code: "feature_locked", upgrade_url: "/upgrade?plan=enterprise" });
    const { browser, childId } = await aRootWithChild();
    expect(await outcomeOf(await create(browser, childId))).toBe("409 billed_by_parent");
  });

  it("are created, listed and detached by owner and admin of the root", async () => {
    const { browser, tenantId, childId } = await aRootWithChild();
    const list = async () =>
      (await (await callTenant(browser, childrenRoute, tenantId, { method: "GET" })).json()).data;
    expect(await list()).toMatchObject([{ id: childId, name: "Branch", members: 1 }]);
    for (const role of ["billing", "member"] as const) {
      const member = await aMemberOf(tenantId, role);
      expect((await create(member.browser, tenantId)).status).toBe(403);
      expect((await callTenant(member.browser, childrenRoute, tenantId, { method: "GET" })).status).toBe(403);
    }
    const stranger = await aTenant();
    const params = { child_id: childId };
    const foreign = await callTenant(stranger.browser, detachRoute, stranger.tenantId, { method: "DELETE", params });
    expect(await outcomeOf(foreign)).toBe("404 not_found");
    expect((await callTenant(browser, detachRoute, tenantId, { method: "DELETE", params })).status).toBe(204);
    expect(await list()).toEqual([]);
    const { access } = await readEntitlement(database(), childId);
    expect(access).toMatchObject({ tier: "free", mode: "full" });
  });

  it("share the root's plan: its tier, its limits and its credits without a limit, recorded on their own account", async () => {
    const { browser, childId, tenantId } = await aRootWithChild();
    expect(await (await callTenant(browser, readRoute, childId, { method: "GET" })).json()).toMatchObject({
      tier: "enterprise",
      mode: "full",
      parent: { id: tenantId },
    });
    const made = await (await poster(browser, childId)).json();
    expect(made.credits).toMatchObject({ unlimited: true, used_this_month: 1 });
  });

  it("tell who pays only to those who deal with the billing", async () => {
    const { childId } = await aRootWithChild();
    const member = await aMemberOf(childId, "member");
    expect(await (await callTenant(member.browser, readRoute, childId, { method: "GET" })).json()).toMatchObject({
      parent: null,
    });
  });

  it("G10: can't buy or change a plan of their own, because two would pay for one", async () => {
    const { browser, childId } = await aRootWithChild();
    const checkout = await callTenant(browser, checkoutRoute, childId, { body: { plan: "pro", interval: "monthly" } });
    expect(await checkout.json()).toMatchObject({
      code: "billed_by_parent",
      detail: expect.stringContaining("Ada's workspace"),
    });
    expect(await outcomeOf(await callTenant(browser, cancelRoute, childId, { body: {} }))).toBe("409 billed_by_parent");
    expect((await callTenant(browser, refreshRoute, childId)).status).toBe(200);
    expect((await readEntitlement(database(), childId)).access.tier).toBe("enterprise");
  });

  it("G9: can be read and nothing else once the root's plan has no room for them, because nothing is deleted", async () => {
    const { browser, childId, tenantId } = await aRootWithChild();
    expect((await poster(browser, childId)).status).toBe(201);
    await loseThePlan(tenantId);
    expect((await readEntitlement(database(), childId)).access).toMatchObject({
      mode: "read_only",
      reason: "parent_plan",
    });
    expect(await outcomeOf(await poster(browser, childId))).toBe("403 read_only");
    expect((await callTenant(browser, readRoute, childId, { method: "GET" })).status).toBe(200);
    await allJobsDone();
    const events = await database().select().from(outboxEvents).where(eq(outboxEvents.tenantId, childId));
    expect(events.map(({ type }) => type)).toContain("AccessModeChanged");
  });

  it("G16: hear at once when the root changes, because their open tabs show its plan", async () => {
    const { childId, tenantId } = await aRootWithChild();
    const heard: string[] = [];
    const stop = await onTenantChange(childId, (cause) => heard.push(cause));
    await loseThePlan(tenantId);
    await expect.poll(() => heard).toContain("repeat");
    stop();
  });

  it("keep their root from being deleted, because they would lose their plan unasked", async () => {
    const { browser, tenantId } = await aRootWithChild();
    const body = { confirm: "Ada's workspace" };
    const answer = await callTenant(browser, deleteRoute, tenantId, { method: "DELETE", body });
    expect(await outcomeOf(answer)).toBe("409 has_children");
  });
});
