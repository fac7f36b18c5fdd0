import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { GET as auditRoute } from "@/app/api/v1/tenants/[tenant_id]/audit/route";
import { GET as eventsRoute } from "@/app/api/v1/tenants/[tenant_id]/events/route";
import { DELETE as removeRoute, PATCH as roleRoute } from "@/app/api/v1/tenants/[tenant_id]/members/[user_id]/route";
import { DELETE as leaveRoute } from "@/app/api/v1/tenants/[tenant_id]/members/me/route";
import { GET as listRoute } from "@/app/api/v1/tenants/[tenant_id]/members/route";
import { POST as transferRoute } from "@/app/api/v1/tenants/[tenant_id]/transfer/route";
import { announceTenantChange } from "@/db/queries/announce";
import { apiKeys } from "@/db/schema/api";
import { memberships } from "@/db/schema/tenants";
import { database } from "@/lib/database";
import { type ApiKeyId, newId, type TenantId, type UserId } from "@/lib/ids";
import { stopListening } from "@/lib/live/tenant-changes";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { MEMBERS_CHANGED } from "./end-membership";
import { aMemberOf, callTenant, outcomeOf, rolesIn } from "./testing/people";

withWorld();
afterAll(stopListening);

async function ownersOf(tenantId: TenantId): Promise<UserId[]> {
  const rows = await database()
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, "owner")));
  return rows.map(({ userId }) => userId);
}

describe("members", () => {
  it("are listed for everyone who belongs, and for nobody else", async () => {
    const { tenantId, owner } = await aTenant();
    const member = await aMemberOf(tenantId, "member");
    expect(await rolesIn(member.browser, tenantId)).toEqual({ [owner.user.email]: "owner", [member.email]: "member" });
    const stranger = await aTenant();
    expect(await outcomeOf(await callTenant(stranger.browser, listRoute, tenantId, { method: "GET" }))).toBe(
      "404 not_found",
    );
  });

  it("are managed by owner and admin alone, because who pays need not be who decides about people", async () => {
    const { tenantId } = await aTenant();
    const target = await aMemberOf(tenantId, "member");
    const params = { user_id: target.userId };
    for (const role of ["billing", "member"] as const) {
      const { browser } = await aMemberOf(tenantId, role);
      const change = callTenant(browser, roleRoute, tenantId, { method: "PATCH", params, body: { role: "admin" } });
      expect(await outcomeOf(await change)).toBe("403 forbidden");
      const removal = callTenant(browser, removeRoute, tenantId, { method: "DELETE", params });
      expect(await outcomeOf(await removal)).toBe("403 forbidden");
    }
    const admin = await aMemberOf(tenantId, "admin");
    const change = callTenant(admin.browser, roleRoute, tenantId, {
      method: "PATCH",
      params,
      body: { role: "billing" },
    });
    expect((await change).status).toBe(200);
    expect(await rolesIn(admin.browser, tenantId)).toMatchObject({ [target.email]: "billing" });
  });

  it("never lose their owner by a change of role, a removal or his leaving, because somebody must be able to pay", async () => {
    const { tenantId, owner, browser } = await aTenant();
    const admin = await aMemberOf(tenantId, "admin");
    const params = { user_id: owner.user.id };
    const answers = [
      await callTenant(admin.browser, roleRoute, tenantId, { method: "PATCH", params, body: { role: "member" } }),
      await callTenant(admin.browser, removeRoute, tenantId, { method: "DELETE", params }),
      await callTenant(browser, leaveRoute, tenantId, { method: "DELETE" }),
    ];
    expect(await Promise.all(answers.map(outcomeOf))).toEqual(Array(3).fill("409 owner_stays"));
    const made = { user_id: admin.userId };
    const upgrade = await callTenant(browser, roleRoute, tenantId, {
      method: "PATCH",
      params: made,
      body: { role: "owner" },
    });
    expect(await outcomeOf(upgrade)).toBe("400 invalid_request");
    expect(await ownersOf(tenantId)).toEqual([owner.user.id]);
  });

  it("G21: are named by ids that mean nothing in another workspace", async () => {
    const { tenantId } = await aTenant();
    const { browser, tenantId: own } = await aTenant();
    const stranger = await aMemberOf(tenantId, "member");
    for (const userId of [stranger.userId, newId(), "not-an-id"]) {
      const params = { user_id: userId };
      const removal = await callTenant(browser, removeRoute, own, { method: "DELETE", params });
      expect(await outcomeOf(removal)).toBe("404 not_found");
      const transfer = await callTenant(browser, transferRoute, own, { body: { user_id: userId } });
      expect(transfer.status).toBe(userId === "not-an-id" ? 400 : 404);
    }
  });

  it("lose access at once when removed, and their keys, because both were lent by the membership", async () => {
    const { tenantId, browser } = await aTenant();
    const member = await aMemberOf(tenantId, "member");
    const id = newId<ApiKeyId>();
    const row = { name: "ci", prefix: "tl_live_x", keyHash: newId(), scopes: [], tenantId, createdBy: member.userId };
    await database()
      .insert(apiKeys)
      .values({ ...row, id });
    const params = { user_id: member.userId };
    expect((await callTenant(browser, removeRoute, tenantId, { method: "DELETE", params })).status).toBe(204);
    expect((await callTenant(member.browser, listRoute, tenantId, { method: "GET" })).status).toBe(404);
    expect(await database().select().from(apiKeys).where(eq(apiKeys.tenantId, tenantId))).toEqual([]);
  });

  it("G21: hear nothing more of the workspace on a stream that was open, because a stream outlasts its permission", async () => {
    const { tenantId, browser } = await aTenant();
    const member = await aMemberOf(tenantId, "member");
    const stream = await callTenant(member.browser, eventsRoute, tenantId, { method: "GET" });
    let hasEnded = false;
    void stream.text().then(() => {
      hasEnded = true;
    });
    const params = { user_id: member.userId };
    expect((await callTenant(browser, removeRoute, tenantId, { method: "DELETE", params })).status).toBe(204);
    // It listens only after its answer has begun: told again until it has heard.
    await expect
      .poll(async () => {
        await announceTenantChange(database(), tenantId, MEMBERS_CHANGED);
        return hasEnded;
      })
      .toBe(true);
  });

  it("may leave by themselves, whatever their role, and the log says so", async () => {
    const { tenantId, browser } = await aTenant();
    const member = await aMemberOf(tenantId, "billing");
    expect((await callTenant(member.browser, leaveRoute, tenantId, { method: "DELETE" })).status).toBe(204);
    const log = await (await callTenant(browser, auditRoute, tenantId, { method: "GET" })).json();
    expect(log.data).toMatchObject([{ action: "member.leave", actor: { kind: "user", user_id: member.userId } }]);
  });
});

describe("handing a workspace over", () => {
  it("leaves one owner, the other member, and the former one as an admin", async () => {
    const { tenantId, owner, browser } = await aTenant();
    const next = await aMemberOf(tenantId, "member");
    expect((await callTenant(browser, transferRoute, tenantId, { body: { user_id: next.userId } })).status).toBe(200);
    expect(await rolesIn(browser, tenantId)).toEqual({ [owner.user.email]: "admin", [next.email]: "owner" });
    const back = await callTenant(browser, transferRoute, tenantId, { body: { user_id: owner.user.id } });
    expect(await outcomeOf(back)).toBe("403 forbidden");
  });

  it("is the owner's alone", async () => {
    const { tenantId } = await aTenant();
    const admin = await aMemberOf(tenantId, "admin");
    const seized = await callTenant(admin.browser, transferRoute, tenantId, { body: { user_id: admin.userId } });
    expect(await outcomeOf(seized)).toBe("403 forbidden");
  });

  it("ends with exactly one owner when it runs against itself, a removal and a leaving at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const { tenantId, browser } = await aTenant();
      const [first, second] = [await aMemberOf(tenantId, "admin"), await aMemberOf(tenantId, "admin")];
      await Promise.all([
        callTenant(browser, transferRoute, tenantId, { body: { user_id: first.userId } }),
        callTenant(browser, transferRoute, tenantId, { body: { user_id: second.userId } }),
        callTenant(second.browser, removeRoute, tenantId, { method: "DELETE", params: { user_id: first.userId } }),
        callTenant(first.browser, leaveRoute, tenantId, { method: "DELETE" }),
      ]);
      expect(await ownersOf(tenantId)).toHaveLength(1);
    }
  });
});
