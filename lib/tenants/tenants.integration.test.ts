import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { GET as meRoute } from "@/app/api/v1/me/route";
import { POST as switchRoute } from "@/app/api/v1/me/tenant/route";
import { GET as auditRoute } from "@/app/api/v1/tenants/[tenant_id]/audit/route";
import { GET as creditsRoute } from "@/app/api/v1/tenants/[tenant_id]/credits/route";
import { GET as readRoute, PATCH as renameRoute } from "@/app/api/v1/tenants/[tenant_id]/route";
import { POST as createRoute, GET as listRoute } from "@/app/api/v1/tenants/route";
import { outboxEvents } from "@/db/schema/sync";
import { memberships } from "@/db/schema/tenants";
import type { TenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import type { TestBrowser } from "@/lib/http/testing/test-browser";
import type { TenantId } from "@/lib/ids";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { wallNow } from "../clock";
import { MOST_OWNED } from "./create-tenant";
import { openTenant } from "./open-tenant";
import { aMemberOf, callTenant, outcomeOf } from "./testing/people";

withWorld();

async function createTeam(browser: TestBrowser, name = "Kitchen"): Promise<TenantDto> {
  const response = await browser.call(createRoute, { body: { name } });
  expect(response.status).toBe(201);
  return response.json();
}

const balanceOf = async (browser: TestBrowser, tenantId: string) =>
  (await (await callTenant(browser, creditsRoute, tenantId, { method: "GET" })).json()).balance;

describe("creating a workspace", () => {
  it("makes its creator the owner of a Free workspace beside his personal one, and tells of it", async () => {
    const { browser } = await aTenant();
    const made = await createTeam(browser);
    expect(made).toMatchObject({
      name: "Kitchen",
      kind: "team",
      role: "owner",
      tier: "free",
      mode: "full",
      parent: null,
    });
    const { data } = await (await browser.call(listRoute, { method: "GET" })).json();
    expect(data.map(({ kind, role }: TenantDto) => [kind, role])).toEqual([
      ["personal", "owner"],
      ["team", "owner"],
    ]);
    const events = await database()
      .select()
      .from(outboxEvents)
      .where(eq(outboxEvents.tenantId, made.id as TenantId));
    expect(events).toMatchObject([{ type: "TenantCreated", data: { name: "Kitchen", kind: "team" } }]);
  });

  it("G20: mints no credits, because opening workspaces is free and credits are not", async () => {
    const { browser, tenantId } = await aTenant();
    expect(await balanceOf(browser, tenantId)).toBe(10);
    for (const name of ["One", "Two", "Three"])
      expect(await balanceOf(browser, (await createTeam(browser, name)).id)).toBe(0);
  });

  it("needs a confirmed address, because the workspace invites others in its name", async () => {
    const { browser } = await aTenant({ verified: false });
    expect(await outcomeOf(await browser.call(createRoute, { body: { name: "Kitchen" } }))).toBe(
      "403 email_not_verified",
    );
  });

  it("refuses names that carry a web address into other people's mailboxes", async () => {
    const { browser } = await aTenant();
    for (const name of ["", " ", "see https://evil.example", "a\u0000b", "x".repeat(81)])
      expect(await outcomeOf(await browser.call(createRoute, { body: { name } }))).toBe("400 invalid_request");
  });

  it("ends at a number that nobody needs, also when requests are sent together", async () => {
    const { browser, owner } = await aTenant();
    const ownerId = owner.user.id;
    for (let count = 1; count < MOST_OWNED - 1; count++)
      await database().transaction((tx) => openTenant(tx, { name: "Filler", kind: "team", ownerId }, wallNow()));
    const answers = await Promise.all([1, 2, 3].map(() => browser.call(createRoute, { body: { name: "Last" } })));
    const outcomes = await Promise.all(answers.map(outcomeOf));
    expect(outcomes.sort()).toEqual(["201", "409 too_many_workspaces", "409 too_many_workspaces"]);
    expect(await database().select().from(memberships).where(eq(memberships.userId, ownerId))).toHaveLength(MOST_OWNED);
  });
});

describe("working in one of several workspaces", () => {
  it("is chosen per browser, and never one that the person does not belong to", async () => {
    const { browser, tenantId } = await aTenant();
    const team = await createTeam(browser);
    const current = async () => (await (await browser.call(meRoute, { method: "GET" })).json()).tenant.id;
    expect(await current()).toBe(tenantId);
    expect((await browser.call(switchRoute, { body: { tenant_id: team.id } })).status).toBe(200);
    expect(await current()).toBe(team.id);
    const foreign = await aTenant();
    expect(await outcomeOf(await browser.call(switchRoute, { body: { tenant_id: foreign.tenantId } }))).toBe(
      "404 not_found",
    );
    // A cookie that was made by hand opens nothing either.
    browser.keep(`tierline-tenant=${foreign.tenantId}; Path=/`);
    expect(await current()).toBe(tenantId);
  });

  it("shows all of them with the person", async () => {
    const { browser } = await aTenant();
    await createTeam(browser, "Bakery");
    const me = await (await browser.call(meRoute, { method: "GET" })).json();
    expect(me.tenants.map(({ name }: TenantDto) => name)).toEqual(["Ada's workspace", "Bakery"]);
  });
});

describe("a workspace's settings", () => {
  it("are changed by owner and admin, and the log says by whom", async () => {
    const { tenantId, browser } = await aTenant();
    const admin = await aMemberOf(tenantId, "admin");
    const renamed = await callTenant(admin.browser, renameRoute, tenantId, {
      method: "PATCH",
      body: { name: "Bistro" },
    });
    expect(await renamed.json()).toMatchObject({ name: "Bistro", role: "admin" });
    const { data } = await (await callTenant(browser, auditRoute, tenantId, { method: "GET" })).json();
    expect(data).toMatchObject([
      {
        action: "tenant.rename",
        actor: { kind: "user", user_id: admin.userId, name: "Ada Lovelace" },
        detail: { from: "Ada's workspace", to: "Bistro" },
        request_id: expect.any(String),
      },
    ]);
  });

  it("G21: are hidden from strangers, and closed to those who only work here", async () => {
    const { tenantId } = await aTenant();
    const stranger = await aTenant();
    expect((await callTenant(stranger.browser, readRoute, tenantId, { method: "GET" })).status).toBe(404);
    for (const role of ["billing", "member"] as const) {
      const { browser } = await aMemberOf(tenantId, role);
      expect((await callTenant(browser, readRoute, tenantId, { method: "GET" })).status).toBe(200);
      const rename = await callTenant(browser, renameRoute, tenantId, { method: "PATCH", body: { name: "Mine" } });
      expect(rename.status).toBe(403);
      expect((await callTenant(browser, auditRoute, tenantId, { method: "GET" })).status).toBe(403);
    }
  });

  it("have a log that is read page by page without losing or repeating a line", async () => {
    const { tenantId, browser } = await aTenant();
    const names = Array.from({ length: 7 }, (_, index) => `Name ${index}`);
    for (const name of names) await callTenant(browser, renameRoute, tenantId, { method: "PATCH", body: { name } });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path: string = `/?limit=3${cursor ? `&cursor=${cursor}` : ""}`;
      const page = await (await callTenant(browser, auditRoute, tenantId, { method: "GET", path })).json();
      seen.push(...page.data.map((entry: { detail: { to: string } }) => entry.detail.to));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(names.toReversed());
  });
});
