import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { billingAccounts, invoices, subscriptions } from "@/db/schema/billing";
import { creditAccounts, creditEntries } from "@/db/schema/credits";
import { outboxEvents } from "@/db/schema/sync";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { scheduleCancellation, withdrawCancellation } from "@/lib/stripe/subscriptions";
import { aTenant } from "@/lib/testing/a-tenant";
import { allJobsDone } from "@/lib/testing/jobs";
import { deliver, eventsOf } from "@/lib/testing/stripe-events";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { syncTenantBilling } from "./sync-tenant-billing";

withWorld();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  worker = await startWorker({ schedule: "" });
});
afterAll(() => worker.stop());

async function customerOf(tenantId: TenantId): Promise<string> {
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.stripeCustomerId) throw new Error("no customer");
  return account.stripeCustomerId;
}

/** Forgets everything that a sync has written, as if no event had come yet. */
async function forget(tenantId: TenantId): Promise<void> {
  await database().transaction(async (tx) => {
    for (const table of [subscriptions, invoices, outboxEvents])
      await tx.delete(table).where(eq(table.tenantId, tenantId));
    await tx.execute(sql`truncate inbox_events`);
    await tx
      .update(billingAccounts)
      .set({ readAt: null, announcedTier: "free" })
      .where(eq(billingAccounts.tenantId, tenantId));
  });
}

/** What Stripe itself says of the customer's newest subscription, beside what we have stored. */
async function bothSides(tenantId: TenantId) {
  const customer = await customerOf(tenantId);
  const { data } = await stripe().subscriptions.list({ customer, status: "all" });
  const [theirs] = data;
  const ours = (await findCurrentSubscription(database(), tenantId))?.subscription;
  const bills = await stripe().invoices.list({ customer, limit: 100 });
  const stored = await database().select().from(invoices).where(eq(invoices.tenantId, tenantId));
  return {
    stripe: {
      id: theirs?.id,
      status: theirs?.status,
      price: theirs?.items.data[0]?.price.id,
      cancelAt: theirs?.cancel_at ?? null,
      invoices: bills.data.map(({ id, status }) => `${id}:${status}`).sort(),
    },
    stored: {
      id: ours?.stripeSubscriptionId,
      status: ours?.status,
      price: ours?.stripePriceId,
      cancelAt: ours?.cancelAt ? ours.cancelAt.getTime() / 1000 : null,
      invoices: stored.map(({ stripeInvoiceId, status }) => `${stripeInvoiceId}:${status}`).sort(),
    },
  };
}

async function expectStripesState(tenantId: TenantId): Promise<void> {
  const { stripe: theirs, stored } = await bothSides(tenantId);
  expect(stored).toEqual(theirs);
}

/** Delivers in bursts of the given size, all of a burst at once. */
async function deliverInBursts(events: Stripe.Event[], size: number): Promise<void> {
  for (let start = 0; start < events.length; start += size) {
    const burst = events.slice(start, start + size).map((event) => deliver(JSON.stringify(event)));
    for (const { status } of await Promise.all(burst)) expect(status).toBe(200);
  }
}

describe("G3: any order converges, because Stripe promises none", () => {
  it("G3: the events of one upgrade in 500 random orders, with duplicates, end in Stripe's state", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const events = await eventsOf(await customerOf(tenantId));
    expect(events.length).toBeGreaterThan(5);
    const withDuplicates = fc.shuffledSubarray([...events, ...events], { minLength: events.length });
    await fc.assert(
      fc.asyncProperty(withDuplicates, fc.integer({ min: 3, max: 12 }), async (order, burst) => {
        await forget(tenantId);
        await deliverInBursts(order, burst);
        await allJobsDone();
        await expectStripesState(tenantId);
      }),
      { numRuns: 500, seed: 20_261_121 },
    );
    // However often the plan arrived, the ledger was moved once: ten free credits, then unlimited.
    const entries = await database().select().from(creditEntries).where(eq(creditEntries.tenantId, tenantId));
    expect(entries.map(({ delta }) => delta)).toEqual([10]);
    const [account] = await database().select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId));
    expect(account).toMatchObject({ balance: 10, unlimited: true });
  }, 600_000);

  it("G3: with each single event dropped the others still bring Stripe's state", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "starter", interval: "yearly" } });
    const events = await eventsOf(await customerOf(tenantId));
    for (const dropped of events) {
      await forget(tenantId);
      await deliverInBursts(
        events.filter((event) => event !== dropped),
        3,
      );
      await allJobsDone();
      await expectStripesState(tenantId);
    }
  }, 60_000);

  it("G3: late events of older states never bring an older state back while syncs race", async () => {
    const steps = fc.array(fc.constantFrom("cancel", "resume"), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 1_000 }), async (commands, salt) => {
        const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
        const customer = await customerOf(tenantId);
        const id = (await stripe().subscriptions.list({ customer })).data[0]?.id ?? "";
        for (const [index, command] of commands.entries()) {
          const past = await eventsOf(customer);
          // Deliveries of the past, a sync of somebody's return page and the next change at Stripe, all at once.
          await Promise.all([
            command === "cancel" ? scheduleCancellation(id, undefined) : withdrawCancellation(id),
            syncTenantBilling(tenantId, "refresh"),
            ...past.filter((_, at) => (at + salt + index) % 3 === 0).map((event) => deliver(JSON.stringify(event))),
          ]);
        }
        const all = await eventsOf(customer);
        await deliverInBursts(all.filter((_, at) => (at + salt) % 2 === 0).concat(all.slice(-1)), 4);
        await allJobsDone();
        await expectStripesState(tenantId);
      }),
      { numRuns: 40, seed: 7 },
    );
  }, 120_000);

  it("G3: a read that began earlier never overwrites a newer one, and asks for another look instead", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    await database()
      .update(billingAccounts)
      .set({ readAt: "2999-01-01 00:00:00+00" })
      .where(eq(billingAccounts.tenantId, tenantId));
    const before = await findCurrentSubscription(database(), tenantId);
    await worker.stop();
    expect(await syncTenantBilling(tenantId, "refresh")).toBe(false);
    expect(await findCurrentSubscription(database(), tenantId)).toEqual(before);
    const [job] = await database().execute<{ key: string }>(
      sql`select key from graphile_worker.jobs where key is not null`,
    );
    expect(job?.key).toBe(`sync:${tenantId}`);
    worker = await startWorker({ schedule: "" });
    await database().update(billingAccounts).set({ readAt: null }).where(eq(billingAccounts.tenantId, tenantId));
    await allJobsDone();
  });
});
