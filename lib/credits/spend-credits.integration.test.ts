import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { POST as grantRoute } from "@/app/api/v1/admin/tenants/[tenant_id]/credits/route";
import { POST as consumeRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/consume/route";
import { GET as entriesRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/entries/route";
import { auditLog } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import { outboxEvents } from "@/db/schema/sync";
import { tenants } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { givePack, requireBalancedBooks } from "./testing/books";

withWorld();

const consume = ({ browser, tenantId }: TestTenant, body: object) =>
  browser.call(consumeRoute, { params: { tenant_id: tenantId }, body });

const entries = async ({ browser, tenantId }: TestTenant, query = "") =>
  (await browser.call(entriesRoute, { method: "GET", params: { tenant_id: tenantId }, path: `/${query}` })).json();

const eventsOf = async (tenantId: TenantId, type: string) =>
  (await database().select().from(outboxEvents).where(eq(outboxEvents.tenantId, tenantId))).filter(
    (event) => event.type === type,
  );

describe("G18: a service spends credits by name, because a retry must not cost twice", () => {
  it("G18: the same source costs once, also after the last credit went", async () => {
    const tenant = await aTenant();
    const first = await consume(tenant, { quantity: 10, source: "report 1" });
    expect(await first.json()).toMatchObject({ quantity: 10, repeated: false, credits: { balance: 0 } });
    const again = await consume(tenant, { quantity: 10, source: "report 1" });
    expect(await again.json()).toMatchObject({ repeated: true, credits: { balance: 0 } });
    expect(await (await consume(tenant, { quantity: 4, source: "report 2" })).json()).toMatchObject({
      code: "out_of_credits",
      upgrade_url: expect.stringContaining("/upgrade"),
    });
  });

  it("G18: a source that paid for another quantity is refused, because it names two things", async () => {
    const tenant = await aTenant();
    await consume(tenant, { quantity: 2, source: "report 1" });
    expect(await (await consume(tenant, { quantity: 3, source: "report 1" })).json()).toMatchObject({
      code: "source_reused",
    });
  });

  it("G18: the month's credits go before the packs, and the ledger says which went", async () => {
    const tenant = await aTenant();
    await givePack(tenant, 20);
    await consume(tenant, { quantity: 13, source: "poster run" });
    expect(await requireBalancedBooks(tenant.tenantId)).toMatchObject({ balance: 0, packBalance: 17 });
    const { data } = await entries(tenant);
    expect(data[0]).toMatchObject({
      kind: "consume",
      delta: -13,
      pack_delta: -3,
      quantity: 13,
      source: "use:poster run",
    });
  });

  it("G18: an unlimited plan records what is used and takes nothing, packs neither", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
    await givePack(tenant, 20);
    await consume(tenant, { quantity: 5_000, source: "a big run" });
    const account = await requireBalancedBooks(tenant.tenantId);
    expect(account).toMatchObject({ packBalance: 20, usedThisMonth: 5_000 });
  });

  it("says once that the credits are used up, by whomever takes the last", async () => {
    const tenant = await aTenant();
    await Promise.all(Array.from({ length: 30 }, () => consume(tenant, { source: newId<string>() })));
    expect(await eventsOf(tenant.tenantId, "CreditsExhausted")).toHaveLength(1);
    await requireBalancedBooks(tenant.tenantId);
  });

  it("G14: a workspace that may only be read spends nothing", async () => {
    const tenant = await aTenant();
    await database()
      .update(tenants)
      .set({ suspendedAt: new Date(0) })
      .where(eq(tenants.id, tenant.tenantId));
    expect(await (await consume(tenant, { source: "x" })).json()).toMatchObject({ code: "read_only" });
  });
});

describe("G18: the ledger can be read by its owner, because a number that nobody can explain is worth nothing", () => {
  it("G18: pages bring every entry once, newest first, also those of one moment", async () => {
    const tenant = await aTenant();
    await Promise.all(Array.from({ length: 8 }, () => consume(tenant, { source: newId<string>() })));
    const seen: { id: string; created_at: string }[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { data: typeof seen; next_cursor: string | null } = await entries(
        tenant,
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.data);
      cursor = page.next_cursor;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(9);
    const times = seen.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
  });
});

describe("G15: given credits are facts of their own, because a webhook must not take a gift back", () => {
  it("G15: an operator's gift has its reason, survives every sync and is written into the audit log", async () => {
    const tenant = await aTenant({ subscribedTo: { tier: "starter" } });
    const operator = await aTenant();
    await database().update(users).set({ isOperator: true }).where(eq(users.id, operator.owner.user.id));
    const give = (by: TestTenant) =>
      by.browser.call(grantRoute, {
        params: { tenant_id: tenant.tenantId },
        body: { quantity: 30, reason: "sorry for the outage" },
      });
    expect((await give(tenant)).status).toBe(404);
    const answer = await give(operator);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 201,
      body: { balance: 230, pack_balance: 30 },
    });
    await syncTenantBilling(tenant.tenantId, "webhook");
    expect(await requireBalancedBooks(tenant.tenantId)).toMatchObject({ packBalance: 30 });
    const { data } = await entries(tenant);
    expect(data[0]).toMatchObject({ kind: "grant", delta: 30, pack_delta: 30, note: "sorry for the outage" });
    const audit = await database().select().from(auditLog).where(eq(auditLog.tenantId, tenant.tenantId));
    expect(audit.find(({ action }) => action === "credits.grant")).toMatchObject({ actorKind: "operator" });
  });
});
