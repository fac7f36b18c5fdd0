import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { advanceAll } from "../billing/advance";
import { pruneAnswers, storedAnswer } from "../http/idempotency";
import { startSandbox } from "../server";
import { Journal } from "../store/journal";
import type { StoredEvent } from "../store/wire";
import { transact } from "../transact";
import { accountFor, createWorld } from "../world";
import { begin, lifeWorld, play } from "./lifecycle";
import { aClock, aCustomer, accountOn, aPrice, itemOf, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();

describe("moving the time of a whole account", () => {
  it("moves customers of real time together and those of clocks by the same span, over any span", async () => {
    const { stripe, control } = account();
    const price = await aPrice(stripe, 1000);
    const clock = await aClock(stripe, "2030-01-01T00:00:00Z");
    const free = [await aCustomer(stripe), await aCustomer(stripe)];
    const clocked = await aCustomer(stripe, { clock: clock.id });
    for (const customer of [...free, clocked]) {
      await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    }
    expect(await control("POST", "advance", { days: 100 })).toMatchObject({ customers: 3 });
    const counts = [];
    for (const customer of [...free, clocked]) {
      counts.push((await stripe.invoices.list({ customer: customer.id })).data.length);
    }
    expect(counts).toEqual([4, 4, 4]);
    expect((await stripe.testHelpers.testClocks.retrieve(clock.id)).frozen_time).toBe(
      seconds("2030-01-01T00:00:00Z") + 100 * 86_400,
    );
    const [first, second] = await Promise.all(free.map((customer) => stripe.customers.retrieve(customer.id)));
    expect(first).toMatchObject({ test_clock: second && "test_clock" in second ? second.test_clock : "" });
  });

  it("takes a thousand subscriptions through a year within seconds, in the order of time", {
    timeout: 60_000,
  }, async () => {
    const base = await lifeWorld();
    for (let index = 0; index < 1000; index++) {
      await begin(base, { trialDays: index % 28, price: 0, quantity: 1, behavior: "allow_incomplete" });
    }
    const { world, account: mine } = base;
    const from = performance.now();
    advanceAll(world, mine, 365 * 86_400);
    expect(performance.now() - from).toBeLessThan(30_000);
    const renewals = [...mine.invoices.values()].filter((row) => row.billing_reason === "subscription_cycle");
    expect(renewals.length).toBeGreaterThanOrEqual(12_000);
    expect(renewals.every((row) => row.status === "paid" || row.status === "draft")).toBe(true);
    const times = renewals.map((row) => row.created);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe("advancing a hundred subscriptions", () => {
  it("does everything in the order of its time, whichever customer it belongs to", async () => {
    const base = await lifeWorld();
    const { world, account: mine, prices } = base;
    for (let index = 0; index < 100; index++) {
      const life = await begin(base, {
        trialDays: (index * 7) % 30,
        price: index % 3 === 0 ? 1 : 0,
        quantity: 1 + (index % 4),
        behavior: "allow_incomplete",
      });
      if (index % 5 === 0) await play(life, prices, { kind: "cancel", when: "period_end" });
      if (index % 7 === 0) await play(life, prices, { kind: "card", card: "pm_card_chargeCustomerFail" });
    }
    const known = new Set(mine.events.newestFirst().map((event) => event.id));
    advanceAll(world, mine, 100 * 86_400);
    const told = [...mine.events.values()].filter((event) => !known.has(event.id));
    const moments = told.flatMap((event) => momentOf(event) ?? []);
    expect(moments.length).toBeGreaterThan(500);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    const open = [...mine.subscriptions.values()].filter((row) => row.status === "active");
    const at = Math.min(...[...mine.testClocks.values()].map((clock) => clock.frozen_time));
    expect(open.every((row) => row.items.data.every((item) => item.current_period_end > at))).toBe(true);
  });
});

/** When by the customer's clock an event happened, where its object says so. */
function momentOf({ type, data: { object } }: StoredEvent): number | null {
  const row = new Map<string, unknown>(Object.entries(object));
  const transitions = new Map<string, unknown>(Object.entries(Object(row.get("status_transitions"))));
  const moments: Record<string, unknown> = {
    "invoice.created": row.get("created"),
    "invoice.finalized": transitions.get("finalized_at"),
    "invoice.paid": transitions.get("paid_at"),
    "charge.failed": row.get("created"),
    "charge.succeeded": row.get("created"),
    "customer.subscription.deleted": row.get("ended_at"),
  };
  const moment = moments[type];
  return typeof moment === "number" ? moment : null;
}

describe("a fresh sandbox", () => {
  it("listens within 300 ms", async () => {
    const from = performance.now();
    const sandbox = await startSandbox({ port: 0 });
    const took = performance.now() - from;
    await sandbox.close();
    expect(took).toBeLessThan(300);
  });
});

describe("what is kept", () => {
  it("forgets the answers of idempotency keys after a day", async () => {
    const base = await lifeWorld();
    const old = { id: "old", fingerprint: "", status: 200, body: "{}", requestId: "req_1", at: 0 };
    transact(base.world, base.account, null, () => base.account.idempotency.insert(old));
    expect(storedAnswer(base.account, "old", "", 0)).not.toBeNull();
    transact(base.world, base.account, null, () => pruneAnswers(base.account, 86_401));
    expect(base.account.idempotency.size).toBe(0);
  });

  it("rewrites its file when that outgrows the state, and loses nothing by it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
    const path = join(folder, "state.jsonl");
    const world = createWorld({ publicUrl: "" });
    const mine = accountFor(world, "compacting");
    world.journal = new Journal(path, 20_000);
    for (let turn = 0; turn < 400; turn++) {
      transact(world, mine, null, () => mine.changeSettings({ business_name: `Business ${turn}` }));
    }
    expect(statSync(path).size).toBeLessThan(40_000);
    world.journal.close(world);
    const sandbox = await startSandbox({ port: 0, dataFile: path });
    const settings = await accountOn(sandbox, "sk_test_compacting").control("GET", "settings");
    expect(settings.business_name).toBe("Business 399");
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
});

describe("the order of what is due", () => {
  it("is that of time also between customers whose clocks stand apart", async () => {
    const { stripe, control } = account();
    const price = await aPrice(stripe, 1000);
    const starts = ["2026-01-05T00:00:00Z", "2026-01-01T00:00:00Z"];
    for (const start of starts) {
      const clock = await aClock(stripe, start);
      const customer = await aCustomer(stripe, { clock: clock.id });
      const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
      expect(itemOf(subscription).current_period_start).toBe(seconds(start));
    }
    await control("POST", "advance", { days: 40 });
    const invoices = await stripe.invoices.search({ query: "total:1000 AND created>1769000000", limit: 100 });
    const created = invoices.data.map((invoice) => invoice.created);
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });
});
