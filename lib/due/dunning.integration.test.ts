import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { invoices } from "@/db/schema/billing";
import { outboxEvents } from "@/db/schema/sync";
import { DAY_MS } from "@/lib/clock";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { aTenant, type TestTenant } from "@/lib/testing/a-tenant";
import { giveFailingCard, giveWorkingCard } from "@/lib/testing/cards";
import { allJobsDone } from "@/lib/testing/jobs";
import { deliver } from "@/lib/testing/stripe-events";
import { advance, setSandbox } from "@/lib/testing/time";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { sweepDue } from "./sweep-due";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  // Stripe gives up its own attempts and leaves the rest to us, as the guide to going live says.
  await setSandbox({ after_last_retry: "past_due" });
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

async function customerOf(tenantId: TenantId): Promise<string> {
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.stripeCustomerId) throw new Error("the tenant has no customer");
  return account.stripeCustomerId;
}

/** A Pro workspace whose renewal has just failed; its time stands a moment after. */
async function aFailedRenewal(): Promise<TestTenant & { customer: string }> {
  const tenant = await aTenant({ subscribedTo: { tier: "pro" } });
  const customer = await customerOf(tenant.tenantId);
  await giveFailingCard(customer);
  await advance(customer, { days: 32 });
  await syncTenantBilling(tenant.tenantId, "refresh");
  return { ...tenant, customer };
}

/** Moves the workspace's time and does what falls due, as the clock's event would make the worker do. */
async function pass(tenantId: TenantId, customer: string, days: number): Promise<void> {
  await advance(customer, { days });
  await syncTenantBilling(tenantId, "clock");
  await allJobsDone();
}

async function accessOf(tenantId: TenantId): Promise<string> {
  const { access } = await readEntitlement(database(), tenantId);
  return `${access.tier}:${access.mode}`;
}

describe("G14: dunning keeps access for a while, because cards fail for reasons that are nobody's fault", () => {
  it("G14: a failed renewal is grace, then reading, then Free with nothing left to pay, and a new purchase is possible", async () => {
    const { tenantId, customer } = await aFailedRenewal();
    expect(await accessOf(tenantId)).toBe("pro:grace");
    await pass(tenantId, customer, 7);
    expect(await accessOf(tenantId)).toBe("pro:read_only");
    await pass(tenantId, customer, 14);
    expect(await accessOf(tenantId)).toBe("free:full");
    const current = await findCurrentSubscription(database(), tenantId);
    expect(current?.subscription.status).toBe("canceled");
    const owed = await database().select().from(invoices).where(eq(invoices.tenantId, tenantId));
    expect(owed.map(({ status }) => status).sort()).toEqual(["paid", "void"]);
  });

  it("G14: a card that works again brings full access back at once, also on the last day", async () => {
    const { tenantId, customer } = await aFailedRenewal();
    await pass(tenantId, customer, 19);
    await giveWorkingCard(customer, { paysOpenInvoices: true });
    await syncTenantBilling(tenantId, "refresh");
    expect(await accessOf(tenantId)).toBe("pro:full");
    await pass(tenantId, customer, 4);
    expect(await accessOf(tenantId)).toBe("pro:full");
  });

  it("G14: each stage is announced once, however often it is looked at", async () => {
    const { tenantId, customer } = await aFailedRenewal();
    await pass(tenantId, customer, 7);
    await pass(tenantId, customer, 0.5);
    await sweepDue();
    await allJobsDone();
    const events = await database()
      .select()
      .from(outboxEvents)
      .where(eq(outboxEvents.tenantId, tenantId))
      .orderBy(outboxEvents.sequence);
    expect(events.filter(({ type }) => type === "AccessModeChanged").map(({ data }) => data)).toMatchObject([
      { from: "full", to: "grace", tier: "pro", reason: "payment_failed_grace" },
      { from: "grace", to: "read_only", tier: "pro", reason: "payment_failed_read_only" },
    ]);
  });

  it("G14: the clock's own event is enough, because time alone sends no other", async () => {
    const { tenantId, customer } = await aFailedRenewal();
    await advance(customer, { days: 8 });
    const moved = await stripe().events.list({ type: "test_helpers.test_clock.ready", limit: 1 });
    await deliver(JSON.stringify(moved.data[0]));
    await allJobsDone();
    expect(await accessOf(tenantId)).toBe("pro:read_only");
  });

  it("G14: a jump over the whole of it ends where the single steps end, because nobody looks every day", async () => {
    const { tenantId, customer } = await aFailedRenewal();
    await pass(tenantId, customer, 60);
    expect(await accessOf(tenantId)).toBe("free:full");
    const since = (await findCurrentSubscription(database(), tenantId))?.subscription.unpaidSinceAt;
    const account = await findBillingAccount(database(), tenantId);
    const frozenAt = account?.clockFrozenAt?.getTime() ?? 0;
    if (since) expect(frozenAt - since.getTime()).toBeGreaterThan(21 * DAY_MS);
  });
});
