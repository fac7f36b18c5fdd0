import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { findCurrentSubscription } from "@/db/queries/billing";
import { billingAccounts } from "@/db/schema/billing";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { aTenant } from "@/lib/testing/a-tenant";
import { withWorld } from "@/lib/testing/world";
import { reconcile } from "./reconcile";
import { syncTenantBilling } from "./sync-tenant-billing";

withWorld();

async function aCustomer(): Promise<TenantId> {
  const { tenantId } = await aTenant();
  await database()
    .insert(billingAccounts)
    .values({ tenantId, stripeCustomerId: `cus_${tenantId}` })
    .onConflictDoUpdate({ target: billingAccounts.tenantId, set: { stripeCustomerId: `cus_${tenantId}` } });
  return tenantId;
}

interface Queued extends Record<string, unknown> {
  priority: number;
  inMs: number;
  runAt: string;
}

async function queued(key: string): Promise<Queued[]> {
  return database().execute<Queued>(sql`
    select priority, run_at::text as "runAt", extract(epoch from run_at - now())::float8 * 1000 as "inMs"
    from graphile_worker.jobs where key = ${key}`);
}

describe("G4: reconciliation looks at everybody without standing in anybody's way", () => {
  it("G4: spreads the tenants over the hour behind all other work, because all at once would hold up webhooks", async () => {
    const tenants = await Promise.all(Array.from({ length: 12 }, aCustomer));
    const { tenantId: stranger } = await aTenant();
    await reconcile();
    const jobs = (await Promise.all(tenants.map((id) => queued(`reconcile:${id}`)))).flat();
    expect(jobs).toHaveLength(12);
    expect(await queued(`reconcile:${stranger}`)).toEqual([]);
    expect(jobs.every(({ priority }) => priority > 0)).toBe(true);
    for (const { inMs } of jobs) {
      expect(inMs).toBeGreaterThan(-10_000);
      expect(inMs).toBeLessThanOrEqual(3_600_000);
    }
    const times = jobs.map(({ inMs }) => inMs);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(600_000);
  });

  it("G4: leaves a sync that is wanted now where it is, because it must not wait for the hour's", async () => {
    const tenantId = await aCustomer();
    const key = `sync:${tenantId}`;
    await addJob(database(), "sync-tenant", { tenantId, cause: "repeat" }, { key, runAt: wallNow() });
    const before = await queued(key);
    await reconcile();
    expect((await queued(key)).map(({ runAt, priority }) => [runAt, priority])).toEqual([[before[0]?.runAt, 0]]);
    expect(await queued(`reconcile:${tenantId}`)).toHaveLength(1);
  });

  it("G4: does not put off a look that is overdue, because a long queue would then never come to it", async () => {
    const tenantId = await aCustomer();
    await reconcile();
    await database().execute(sql`
      update graphile_worker._private_jobs set run_at = now() - interval '1 hour' where key = ${`reconcile:${tenantId}`}`);
    const before = await queued(`reconcile:${tenantId}`);
    await reconcile();
    const after = await queued(`reconcile:${tenantId}`);
    expect(after.map(({ runAt }) => runAt)).toEqual(before.map(({ runAt }) => runAt));
  });

  it("G4: such a look brings what no webhook told", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await database().execute(sql`delete from subscriptions where tenant_id = ${tenantId}`);
    await syncTenantBilling(tenantId, "reconciliation");
    expect((await findCurrentSubscription(database(), tenantId))?.plan?.tier).toBe("pro");
  });
});
