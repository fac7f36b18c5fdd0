import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { subscriptions } from "@/db/schema/billing";
import { drifts, inboxEvents, outboxEvents } from "@/db/schema/sync";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { settleDrift } from "@/lib/drifts/settle-drift";
import type { TenantId } from "@/lib/ids";
import { listInbox } from "@/lib/inbox/list-inbox";
import { previewReplay, replayEvent } from "@/lib/inbox/replay-event";
import { stripe } from "@/lib/stripe/client";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { deliver, eventsOf } from "@/lib/testing/stripe-events";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { backfillEvents } from "./backfill-events";
import { compareTenant } from "./compare-tenant";
import { syncTenantBilling } from "./sync-tenant-billing";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

async function aSubscriber(): Promise<TestTenant & { subscription: string; customer: string }> {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const current = await findCurrentSubscription(database(), tenant.tenantId);
  const account = await findBillingAccount(database(), tenant.tenantId);
  if (!current || !account?.stripeCustomerId) throw new Error("not subscribed");
  return { ...tenant, subscription: current.subscription.stripeSubscriptionId, customer: account.stripeCustomerId };
}

const driftsOf = (tenantId: TenantId) => database().select().from(drifts).where(eq(drifts.tenantId, tenantId));

async function announced(tenantId: TenantId) {
  const rows = await database()
    .select()
    .from(outboxEvents)
    .where(eq(outboxEvents.tenantId, tenantId))
    .orderBy(outboxEvents.sequence);
  return rows.filter(({ type }) => type === "DriftDetected").map(({ data }) => data);
}

describe("G4: drift is found and repaired, because an event can be lost without anybody noticing", () => {
  it("G4: what no event told is recorded with both values and repaired by the same sync", async () => {
    const { tenantId, subscription } = await aSubscriber();
    await stripe().subscriptions.update(subscription, { cancel_at_period_end: true });
    expect(await compareTenant(tenantId)).toMatchObject([{ kind: "subscription_differs", subject: subscription }]);
    await syncTenantBilling(tenantId, "reconciliation");
    expect(await compareTenant(tenantId)).toEqual([]);
    const [drift] = await driftsOf(tenantId);
    expect(drift).toMatchObject({ kind: "subscription_differs", subject: subscription, repairedBy: "sync" });
    expect(drift?.detail).toMatchObject({ cancelAt: [null, expect.any(String)] });
    expect(await announced(tenantId)).toEqual([{ kind: "subscription_differs", detail: subscription }]);
  });

  it("G4: an intact workspace has no drift, however often it is looked at", async () => {
    const { tenantId } = await aSubscriber();
    await syncTenantBilling(tenantId, "reconciliation");
    await syncTenantBilling(tenantId, "reconciliation");
    expect(await driftsOf(tenantId)).toEqual([]);
  });

  it("G4: a copy that somebody changed by hand is found and set right", async () => {
    const { tenantId, subscription } = await aSubscriber();
    await database().update(subscriptions).set({ status: "canceled" }).where(eq(subscriptions.tenantId, tenantId));
    await syncTenantBilling(tenantId, "reconciliation");
    expect(await driftsOf(tenantId)).toMatchObject([
      { subject: subscription, detail: { status: ["canceled", "active"] }, repairedBy: "sync" },
    ]);
    expect((await findCurrentSubscription(database(), tenantId))?.subscription.status).toBe("active");
  });

  it("G4: what only a person can set right stands open as one row until it is gone, and opens again if it is not", async () => {
    const { tenantId, customer, owner, subscription } = await aSubscriber();
    const { data } = await stripe().prices.list({ lookup_keys: ["tierline_starter_v1_monthly_usd"] });
    const second = await stripe().subscriptions.create({ customer, items: [{ price: data[0]?.id }] });
    await syncTenantBilling(tenantId, "reconciliation");
    await syncTenantBilling(tenantId, "webhook");
    const open = (await driftsOf(tenantId)).filter(({ repairedAt }) => repairedAt === null);
    const [drift] = open;
    // Both began in the same second: either may be the current one.
    expect([second.id, subscription]).toContain(drift?.subject);
    expect(open).toMatchObject([{ kind: "second_subscription" }]);
    if (drift) await settleDrift(drift.id, owner);
    await syncTenantBilling(tenantId, "reconciliation");
    const again = (await driftsOf(tenantId)).filter(({ repairedAt }) => repairedAt === null);
    expect(again).toHaveLength(1);
    await stripe().subscriptions.cancel(drift?.subject ?? "");
    await syncTenantBilling(tenantId, "webhook");
    expect((await driftsOf(tenantId)).filter(({ repairedAt }) => repairedAt === null)).toEqual([]);
  });

  it("G4: events that were missed while the app was down are brought in, have their effect and are recorded", async () => {
    await backfillEvents({ until: addMs(wallNow(), 1_000) });
    const { tenantId, subscription } = await aSubscriber();
    await stripe().subscriptions.update(subscription, { cancel_at_period_end: true });
    const missed = await backfillEvents({ until: addMs(wallNow(), 2_000) });
    expect(missed).toBeGreaterThan(0);
    await allJobsDone();
    expect((await findCurrentSubscription(database(), tenantId))?.subscription.cancelAt).not.toBeNull();
    expect((await driftsOf(tenantId)).filter(({ kind }) => kind === "missed_event").length).toBeGreaterThan(0);
    expect(await backfillEvents({ until: addMs(wallNow(), 3_000) })).toBe(0);
  });
});

describe("G1: what failed is seen and done again, because an operator must be able to set it right", () => {
  it("G1: a dead event is listed, previewed without a change, and replayed to its effect", async () => {
    const { tenantId, subscription, customer, owner } = await aSubscriber();
    await stripe().subscriptions.update(subscription, { cancel_at_period_end: true });
    const event = (await eventsOf(customer)).findLast(({ type }) => type === "customer.subscription.updated");
    if (!event) throw new Error("no event");
    const values = { id: event.id, type: event.type, stripeCustomerId: customer, payload: event };
    await database()
      .insert(inboxEvents)
      .values({ ...values, state: "dead", attempts: 25, lastError: "the database was down" });
    const { data } = await listInbox({ state: "dead", limit: 10 });
    expect(data).toMatchObject([{ id: event.id, attempts: 25, last_error: "the database was down" }]);
    expect(await previewReplay(event.id)).toMatchObject([{ kind: "subscription_differs", subject: subscription }]);
    expect((await findCurrentSubscription(database(), tenantId))?.subscription.cancelAt).toBeNull();
    await replayEvent(event.id, owner);
    await allJobsDone();
    expect((await findCurrentSubscription(database(), tenantId))?.subscription.cancelAt).not.toBeNull();
    expect((await listInbox({ state: "dead", limit: 10 })).data).toEqual([]);
  });

  it("G1: an event about nobody of ours is kept, and its replay is refused with the reason", async () => {
    const { owner } = await aTenant();
    const event = {
      id: "evt_of_nobody",
      object: "event",
      type: "product.updated",
      data: { object: { object: "product" } },
    };
    expect((await deliver(JSON.stringify(event))).status).toBe(200);
    await expect(replayEvent(event.id, owner)).rejects.toMatchObject({ code: "event_has_no_subject" });
  });
});
