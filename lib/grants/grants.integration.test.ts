import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as giveRoute } from "@/app/api/v1/admin/tenants/[tenant_id]/grants/route";
import { users } from "@/db/schema/identity";
import { outboxEvents } from "@/db/schema/sync";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { sweepDue } from "@/lib/due/sweep-due";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { grantPlan } from "./grant-plan";
import { revokeGrant } from "./revoke-grant";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

const reason = "A partner of ours";

async function accessOf(tenantId: TenantId): Promise<string> {
  const { access } = await readEntitlement(database(), tenantId);
  return `${access.tier}:${access.reason}`;
}

async function tierEventsOf(tenantId: TenantId) {
  const events = await database()
    .select()
    .from(outboxEvents)
    .where(eq(outboxEvents.tenantId, tenantId))
    .orderBy(outboxEvents.sequence);
  return events.filter(({ type }) => type === "SubscriptionTierChanged").map(({ data }) => data);
}

describe("G15: comps are facts of their own, because webhooks must not take back what a person gave", () => {
  it("G15: a given plan survives every sync and ends when it is revoked", async () => {
    const { tenantId, owner } = await aTenant({ subscribedTo: { tier: "starter" } });
    const grant = await grantPlan({ tenantId, actor: owner, tier: "enterprise", reason, startsAt: null, endsAt: null });
    expect(await accessOf(tenantId)).toBe("enterprise:granted");
    await syncTenantBilling(tenantId, "webhook");
    await syncTenantBilling(tenantId, "reconciliation");
    expect(await accessOf(tenantId)).toBe("enterprise:granted");
    await revokeGrant(tenantId, grant.id, owner);
    expect(await accessOf(tenantId)).toBe("starter:active");
    expect(await tierEventsOf(tenantId)).toMatchObject([
      { from: "free", to: "starter" },
      { from: "starter", to: "enterprise", reason: "granted" },
      { from: "enterprise", to: "starter" },
    ]);
  });

  it("G15: a given plan ends by itself and is announced, though no customer of Stripe's stands behind it", async () => {
    const { tenantId, owner } = await aTenant();
    const now = wallNow();
    const given = { tier: "pro", reason, startsAt: addMs(now, -DAY_MS), endsAt: addMs(now, 400) } as const;
    await grantPlan({ tenantId, actor: owner, ...given });
    expect(await accessOf(tenantId)).toBe("pro:granted");
    await vi.waitFor(
      async () => {
        await sweepDue();
        await allJobsDone();
        expect(await tierEventsOf(tenantId)).toMatchObject([{ to: "pro" }, { from: "pro", to: "free" }]);
      },
      { timeout: 10_000 },
    );
  });

  it("G15: only operators give, and everybody else is told that there is no such page", async () => {
    const { tenantId, browser, owner } = await aTenant();
    const call = () =>
      browser.call(giveRoute, { params: { tenant_id: tenantId }, body: { plan: "pro", reason }, method: "POST" });
    expect((await call()).status).toBe(404);
    await database().update(users).set({ isOperator: true }).where(eq(users.id, owner.user.id));
    expect((await call()).status).toBe(201);
    expect(await accessOf(tenantId)).toBe("pro:granted");
  });
});
