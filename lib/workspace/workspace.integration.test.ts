import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  PATCH as changeRoute,
  DELETE as deleteRoute,
} from "@/app/api/v1/tenants/[tenant_id]/resources/[resource]/[item_id]/route";
import { POST as createRoute, GET as listRoute } from "@/app/api/v1/tenants/[tenant_id]/resources/[resource]/route";
import { GET as limitRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/limits/[resource]/route";
import { GET as limitsRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/limits/route";
import { GET as usageRoute } from "@/app/api/v1/tenants/[tenant_id]/subscription/usage/route";
import { subscriptions } from "@/db/schema/billing";
import { tenants } from "@/db/schema/tenants";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import type { ItemDto } from "@/lib/contracts/workspace";
import { database } from "@/lib/database";
import type { Tier } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { startDemoSubscription } from "@/lib/stripe/demo-subscription";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aMember, aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";

withWorld();

const create = ({ browser, tenantId }: TestTenant, resource: string, name = "Olive oil") =>
  browser.call(createRoute, { params: { tenant_id: tenantId, resource }, body: { name } });

async function list({ browser, tenantId }: TestTenant, resource: string, query = ""): Promise<ItemDto[]> {
  const params = { tenant_id: tenantId, resource };
  return (await (await browser.call(listRoute, { method: "GET", params, path: `/${query}` })).json()).data;
}

const change = ({ browser, tenantId }: TestTenant, { id, resource }: ItemDto, body: object) =>
  browser.call(changeRoute, { method: "PATCH", params: { tenant_id: tenantId, resource, item_id: id }, body });

const remove = ({ browser, tenantId }: TestTenant, { id, resource }: ItemDto) =>
  browser.call(deleteRoute, { method: "DELETE", params: { tenant_id: tenantId, resource, item_id: id } });

const get = async ({ browser, tenantId }: TestTenant, route: typeof usageRoute, resource = "") =>
  (await browser.call(route, { method: "GET", params: { tenant_id: tenantId, resource } })).json();

async function made(tenant: TestTenant, resource: string, count: number): Promise<ItemDto[]> {
  const items: ItemDto[] = [];
  for (let i = 0; i < count; i += 1) items.push(await (await create(tenant, resource, `Number ${i + 1}`)).json());
  return items;
}

describe("G19: a workspace never holds more than its plan allows, because limits are what people pay to lift", () => {
  it("G19: of 30 requests at once the Free plan's 5 suppliers are made, and the others are shown the way up", async () => {
    const tenant = await aTenant();
    const answers = await Promise.all(Array.from({ length: 30 }, () => create(tenant, "suppliers")));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.find(({ status }) => status === 402);
    expect(await refused?.json()).toMatchObject({
      code: "quota_reached",
      upgrade_url: "/upgrade?return_to=/workspace/suppliers",
    });
    expect(await list(tenant, "suppliers")).toHaveLength(5);
  });

  it("G19: archiving and deleting make room, restoring needs it; each counts once, however often it is sent", async () => {
    const tenant = await aTenant();
    const [first, second] = await made(tenant, "suppliers", 5);
    if (!first || !second) throw new Error("nothing was made");
    await Promise.all(Array.from({ length: 6 }, () => change(tenant, first, { archived: true })));
    expect((await create(tenant, "suppliers")).status).toBe(201);
    expect(await (await change(tenant, first, { archived: false })).json()).toMatchObject({ code: "quota_reached" });
    expect((await remove(tenant, second)).status).toBe(204);
    expect((await remove(tenant, second)).status).toBe(404);
    const restored = await Promise.all(Array.from({ length: 6 }, () => change(tenant, first, { archived: false })));
    expect(restored.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await get(tenant, limitRoute, "suppliers")).toMatchObject({ used: 5, limit: 5, allowed: false });
  });

  it("tells what is used of everything that the plan counts", async () => {
    const tenant = await aTenant();
    await made(tenant, "products", 5);
    const summary = await get(tenant, usageRoute);
    expect(summary).toMatchObject({ tier: "free", mode: "full", credits: { balance: 10 } });
    const byName = Object.fromEntries(summary.resources.map((each: { resource: string }) => [each.resource, each]));
    expect(byName).toMatchObject({
      products: { used: 5, limit: 25, remaining: 20, percent: 20 },
      users: { used: 1, limit: 2, remaining: 1, percent: 50 },
      locations: { used: 0, limit: 1 },
    });
    expect(await get(tenant, limitsRoute)).toMatchObject({ monthly_credits: 10, limits: { recipes: 10 } });
    expect(await get(tenant, limitRoute, "horses")).toMatchObject({ code: "not_found" });
  });

  it("G19: what is unlimited has no end and is counted", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    await made(tenant, "recipes", 12);
    expect(await get(tenant, limitRoute, "recipes")).toMatchObject({
      used: 12,
      limit: null,
      remaining: null,
      allowed: true,
    });
  });
});

async function endPlan({ tenantId }: TestTenant) {
  const [row] = await database().select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId));
  await endSubscription(row?.stripeSubscriptionId ?? "", "for the test");
  await syncTenantBilling(tenantId, "refresh");
}

async function startPlan({ tenantId, owner }: TestTenant, tier: Tier) {
  const { stripeCustomerId } = await bindCustomer(database(), tenantId, owner.user);
  const { price } = await requireOffer(database(), tier, "monthly", "usd");
  await startDemoSubscription(stripeCustomerId, price.stripePriceId, {});
  await syncTenantBilling(tenantId, "refresh");
}

describe("G9: nothing is deleted on a downgrade, because people come back", () => {
  it("G9: what exceeds the limit is locked, the newest first; it can be read, archived and deleted, not changed", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await made(tenant, "suppliers", 8);
    await endPlan(tenant);
    const items = await list(tenant, "suppliers");
    expect(items.map(({ name, locked }) => [name, locked])).toEqual([
      ["Number 8", true],
      ["Number 7", true],
      ["Number 6", true],
      ...[5, 4, 3, 2, 1].map((n) => [`Number ${n}`, false]),
    ]);
    const [newest, , sixth, fifth] = items;
    if (!newest || !sixth || !fifth) throw new Error("nothing is listed");
    expect(await (await change(tenant, newest, { name: "Other" })).json()).toMatchObject({
      code: "item_locked",
      upgrade_url: "/upgrade?return_to=/workspace/suppliers",
    });
    expect((await create(tenant, "suppliers")).status).toBe(402);
    expect((await change(tenant, fifth, { archived: true })).status).toBe(200);
    expect(await (await change(tenant, sixth, { name: "Has room now" })).json()).toMatchObject({ locked: false });
    expect((await remove(tenant, newest)).status).toBe(204);
  });

  it("G9: a better plan unlocks everything again", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    await made(tenant, "suppliers", 7);
    await endPlan(tenant);
    const lockedNow = async () => (await list(tenant, "suppliers")).filter(({ locked }) => locked).length;
    expect(await lockedNow()).toBe(2);
    await startPlan(tenant, "pro");
    expect(await lockedNow()).toBe(0);
  });
});

describe("G14: a read-only workspace can be read, because its owner is to pay, not to lose anything", () => {
  it("G14: lists answer and every change is refused with the way to pay", async () => {
    const tenant = await aTenant();
    const [item] = await made(tenant, "products", 1);
    if (!item) throw new Error("nothing was made");
    await database()
      .update(tenants)
      .set({ suspendedAt: new Date(0) })
      .where(eq(tenants.id, tenant.tenantId));
    for (const refused of [
      await create(tenant, "products"),
      await change(tenant, item, { name: "Other" }),
      await change(tenant, item, { archived: true }),
      await remove(tenant, item),
    ])
      expect(await refused.json()).toMatchObject({ code: "read_only", upgrade_url: "/billing" });
    expect(await list(tenant, "products")).toMatchObject([{ id: item.id, name: "Number 1" }]);
  });
});

describe("G21: strangers see nothing", () => {
  it("G21: another workspace's item does not exist for me, also under my own workspace's address", async () => {
    const [item] = await made(await aTenant(), "products", 1);
    if (!item) throw new Error("nothing was made");
    const stranger = await aTenant();
    for (const answer of [await change(stranger, item, { name: "Mine" }), await remove(stranger, item)])
      expect(answer.status).toBe(404);
  });

  it("G21: a member may work, and pages bring every item once", async () => {
    const tenant = await aTenant();
    const member = { ...tenant, browser: await aMember(tenant.tenantId, "member") };
    await made(member, "products", 5);
    const params = { tenant_id: tenant.tenantId, resource: "products" };
    const page = await (await member.browser.call(listRoute, { method: "GET", params, path: "/?limit=3" })).json();
    const rest = await list(member, "products", `?limit=3&cursor=${page.next_cursor}`);
    expect([...page.data, ...rest].map(({ name }: ItemDto) => name)).toEqual([5, 4, 3, 2, 1].map((n) => `Number ${n}`));
  });
});
