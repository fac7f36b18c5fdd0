import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../server";
import { aCustomer, accountOn, aPrice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

describe("faults on demand", () => {
  it("fail the next requests of a path as asked", async () => {
    const { stripe, control } = account();
    await control("POST", "faults", { path: "/v1/customers", status: 429, times: 1 });
    expect(await refusal(stripe.customers.list())).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  it("are retried by the library when they are server errors", async () => {
    const { key, url, control } = account();
    const target = new URL(url);
    const patient = new Stripe(key, {
      host: target.hostname,
      port: Number(target.port),
      protocol: "http",
      maxNetworkRetries: 2,
    });
    await control("POST", "faults", { path: "/v1/customers", status: 500, times: 1 });
    const customer = await patient.customers.create({ email: "a@b.co" });
    expect((await patient.customers.list()).data.map((row) => row.id)).toEqual([customer.id]);
  });

  it("are recorded in the request log without card numbers", async () => {
    const { stripe, control } = account();
    await stripe.paymentMethods.create({
      type: "card",
      card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "987" },
    });
    const log = JSON.stringify(await control("GET", "requests"));
    expect(log).toContain("/v1/payment_methods");
    expect(log).not.toContain("424242424242");
    expect(log).not.toMatch(/cvc[^&"]*987/);
  });
});

describe("state on disk", () => {
  it("is whole after a restart, even without a clean stop", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "state.jsonl");
    const first = await startSandbox({ port: 0, dataFile });
    const before = accountOn(first);
    const customer = await aCustomer(before.stripe);
    const price = await aPrice(before.stripe, 1000);
    const subscription = await before.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const second = await startSandbox({ port: 0, dataFile });
    const after = accountOn(second, before.key);
    expect((await after.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect((await after.stripe.customers.retrieve(customer.id)).id).toBe(customer.id);
    expect((await after.stripe.events.list({ limit: 100 })).data.length).toBeGreaterThan(5);
    await second.close();
    await first.close();
  });

  it("of one account is wiped by a reset, others stay", async () => {
    const mine = account();
    const other = account();
    await mine.stripe.customers.create({ email: "a@b.co" });
    await other.stripe.customers.create({ email: "a@b.co" });
    await mine.control("POST", "reset");
    expect((await mine.stripe.customers.list()).data).toHaveLength(0);
    expect((await other.stripe.customers.list()).data).toHaveLength(1);
  });
});
