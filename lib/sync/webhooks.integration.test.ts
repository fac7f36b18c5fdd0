import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBillingAccount } from "@/db/queries/billing";
import { creditEntries } from "@/db/schema/credits";
import { inboxEvents, outboxEvents } from "@/db/schema/sync";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { aTenant } from "@/lib/testing/a-tenant";
import { allJobsDone, countJobs } from "@/lib/testing/jobs";
import { deliver, eventsOf } from "@/lib/testing/stripe-events";
import { withWorld } from "@/lib/testing/world";
import { startWorker } from "@/lib/worker";
import { drainInbox } from "./drain-inbox";

withWorld();

const anEvent = (id: string, over: object = {}) =>
  JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_790_000_000,
    type: "customer.subscription.updated",
    data: { object: { id: "sub_x", object: "subscription", customer: "cus_nobody" } },
    ...over,
  });

const stored = async (id: string) => (await database().select().from(inboxEvents).where(eq(inboxEvents.id, id)))[0];

const codeOf = async (response: Response) => ({ status: response.status, code: (await response.json()).code });

describe("G1: nothing acknowledged is lost, because a lost webhook is a customer who paid for nothing", () => {
  it("G1: answers 2xx only after the event and its job are committed", async () => {
    const response = await deliver(anEvent("evt_committed"));
    expect(response.status).toBe(200);
    expect(await stored("evt_committed")).toMatchObject({ state: "received", stripeCustomerId: "cus_nobody" });
    expect(await countJobs()).toBeGreaterThan(0);
  });

  it("G1: answers an error and stores nothing while the database can't commit, so that Stripe sends it again", async () => {
    await database().execute(sql`alter table inbox_events rename to inbox_events_away`);
    const response = await deliver(anEvent("evt_unlucky"));
    await database().execute(sql`alter table inbox_events_away rename to inbox_events`);
    expect(response.status).toBe(500);
    expect(await stored("evt_unlucky")).toBeUndefined();
    expect((await deliver(anEvent("evt_unlucky"))).status).toBe(200);
  });

  it("G1: keeps an event of an unknown type and of a customer that is not ours, where an operator sees it", async () => {
    await deliver(anEvent("evt_unknown", { type: "issuing_card.created" }));
    expect(await stored("evt_unknown")).toMatchObject({ state: "ignored" });
    await deliver(anEvent("evt_foreign"));
    await drainInbox("cus_nobody", { number: 1, of: 25 });
    expect(await stored("evt_foreign")).toMatchObject({ state: "parked" });
  });

  it("G1: writes a failure on the event, throws for the queue to retry, and parks it as dead after the last try", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "pro" } });
    const customer = (await findBillingAccount(database(), tenantId))?.stripeCustomerId ?? "";
    await deliver(anEvent("evt_failing", { data: { object: { object: "subscription", customer } } }));
    await database().execute(sql`alter table subscriptions rename to subscriptions_away`);
    await expect(drainInbox(customer, { number: 1, of: 2 })).rejects.toThrow();
    expect(await stored("evt_failing")).toMatchObject({ state: "received", attempts: 1 });
    await expect(drainInbox(customer, { number: 2, of: 2 })).rejects.toThrow();
    await database().execute(sql`alter table subscriptions_away rename to subscriptions`);
    expect(await stored("evt_failing")).toMatchObject({ state: "dead", attempts: 2 });
    await drainInbox(customer, { number: 1, of: 25 });
    expect(await stored("evt_failing")).toMatchObject({ state: "processed", lastError: null });
  });
});

describe("bad deliveries are refused with a stable code and leave nothing behind", () => {
  const old = Math.floor(Date.now() / 1000) - 301;

  it.each([
    ["a wrong secret", () => deliver(anEvent("evt_bad"), { secret: "whsec_other" }), 400, "invalid_signature"],
    ["a changed body", () => deliver(anEvent("evt_a"), { tamperedBody: anEvent("evt_bad") }), 400, "invalid_signature"],
    ["a replayed old delivery", () => deliver(anEvent("evt_bad"), { timestamp: old }), 400, "invalid_signature"],
    ["a signed body that is no JSON", () => deliver("{not json"), 400, "malformed_json"],
    [
      "a body over 256 KiB",
      () => deliver(anEvent("evt_bad", { padding: "x".repeat(262_144) })),
      413,
      "payload_too_large",
    ],
  ])("refuses %s", async (_what, send, status, code) => {
    expect(await codeOf(await send())).toEqual({ status, code });
    expect(await stored("evt_bad")).toBeUndefined();
  });
});

describe("G2: an event is applied once, because Stripe delivers at least once", () => {
  let worker: Awaited<ReturnType<typeof startWorker>>;
  beforeAll(async () => {
    worker = await startWorker({ schedule: "" });
  });
  afterAll(() => worker.stop());

  it("G2: fifty concurrent deliveries of every event of an upgrade have one effect on state, credits and events", async () => {
    const { tenantId } = await aTenant({ subscribedTo: { tier: "starter" } });
    const db = database();
    const customer = (await findBillingAccount(db, tenantId))?.stripeCustomerId ?? "";
    const events = await eventsOf(customer);
    expect(events.length).toBeGreaterThan(5);
    const copies = events.flatMap((event) => Array.from({ length: 50 }, () => JSON.stringify(event)));
    const answers = await Promise.all(copies.map((payload) => deliver(payload)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await allJobsDone();
    const { access } = await readEntitlement(db, tenantId);
    expect(access).toMatchObject({ tier: "starter", mode: "full" });
    const grants = await db.select().from(creditEntries).where(eq(creditEntries.tenantId, tenantId));
    expect(grants.map(({ kind, delta }) => [kind, delta])).toEqual([
      ["grant", 10],
      ["grant", 190],
    ]);
    const announced = await db.select().from(outboxEvents).where(eq(outboxEvents.tenantId, tenantId));
    expect(announced.filter(({ type }) => type === "SubscriptionTierChanged")).toHaveLength(1);
    expect(announced.filter(({ type }) => type === "CreditsGranted")).toHaveLength(1);
  });
});
