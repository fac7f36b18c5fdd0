import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Sandbox, startSandbox } from "../server";
import type { World } from "../world";
import { isReal, leaveOut, realAccount } from "./real-stripe";
import { answerMisfits } from "./shapes";

// What differed from the SDK's types since the last test, of every answer and every delivery that a test got.
const differences = new Set<string>();

afterEach(() => {
  const found = [...differences];
  differences.clear();
  expect(found, "answers that differ from the SDK's types").toEqual([]);
});

/** Node's client of the SDK, with each answer checked against the SDK's types. */
function checkingClient(): ReturnType<typeof Stripe.createNodeHttpClient> {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      const response = await client.makeRequest(...request);
      return {
        getStatusCode: () => response.getStatusCode(),
        getHeaders: () => response.getHeaders(),
        getRawResponse: () => response.getRawResponse(),
        toStream: (whenDone) => response.toStream(whenDone),
        toJSON: async () => {
          const body: unknown = await response.toJSON();
          for (const difference of answerMisfits(body)) differences.add(difference);
          return body;
        },
      };
    },
  };
}

/** A client of a fresh account, its keys, and the control calls of that account. */
export type TestAccount = {
  stripe: Stripe;
  key: string;
  url: string;
  world: World;
  control: (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<Record<string, unknown>>;
};

/**
 * Starts one sandbox for a test file; each call of the returned function is an account of its own. With a key of
 * Stripe's test mode it is always that account (real-stripe.ts).
 */
export function sandboxForFile(needs: { emptyAccount?: true } = {}): () => TestAccount {
  if (isReal) return needs.emptyAccount ? () => leaveOut("an empty account for each test") : realAccount();
  let sandbox: Sandbox | null = null;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, webhookBackoffMs: [20, 40, 80] });
  });
  afterAll(async () => {
    await sandbox?.close();
  });
  return () => {
    if (!sandbox) throw new Error("the sandbox has not started");
    return accountOn(sandbox);
  };
}

/** A client of a fresh account on a running sandbox. */
export function accountOn(sandbox: Sandbox, key = `sk_test_${randomBytes(8).toString("hex")}`): TestAccount {
  const target = new URL(sandbox.url);
  const stripe = new Stripe(key, {
    host: target.hostname,
    port: Number(target.port),
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: checkingClient(),
  });
  return {
    stripe,
    key,
    url: sandbox.url,
    world: sandbox.world,
    control: async (method, path, body) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return response.json();
    },
  };
}

/** A product with a monthly price. */
export async function aPrice(
  stripe: Stripe,
  unitAmount: number,
  options: { interval?: "day" | "week" | "month" | "year"; name?: string; currency?: string; product?: string } = {},
): Promise<Stripe.Price> {
  const product = options.product ?? (await stripe.products.create({ name: options.name ?? "Pro" })).id;
  return stripe.prices.create({
    product,
    currency: options.currency ?? "usd",
    unit_amount: unitAmount,
    recurring: { interval: options.interval ?? "month" },
  });
}

/** A customer whose default card is the given test card. */
export async function aCustomer(
  stripe: Stripe,
  options: { card?: string | null; clock?: string; email?: string } = {},
): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({
    email: options.email ?? "jenny@example.com",
    ...(options.clock ? { test_clock: options.clock } : {}),
  });
  if (options.card === null) return customer;
  const method = await stripe.paymentMethods.attach(options.card ?? "pm_card_visa", { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}

/** Makes a card the customer's default. */
export async function giveCard(stripe: Stripe, customer: string, card: string): Promise<string> {
  const method = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  return method.id;
}

/** The first and only item of a subscription. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new Error("the subscription has no item");
  return item;
}

/** The latest invoice of a subscription. */
export async function latestInvoice(stripe: Stripe, subscriptionId: string): Promise<Stripe.Invoice> {
  const subscription = await stripe.subscriptions.retrieve(subscriptionId, { expand: ["latest_invoice"] });
  const invoice = subscription.latest_invoice;
  if (!invoice || typeof invoice === "string") throw new Error("the subscription has no invoice");
  return invoice;
}

/** A clock that stands at a time, advanced by `advance` until it is ready. */
export async function aClock(stripe: Stripe, at: string) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: seconds(at) });
  return {
    id: clock.id,
    advance: async (to: string | number) => {
      await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: typeof to === "number" ? to : seconds(to) });
      for (;;) {
        const state = await stripe.testHelpers.testClocks.retrieve(clock.id);
        if (state.status === "ready") return state;
        // Stripe limits how often one may ask.
        if (isReal) await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    },
  };
}

/** Seconds of a date. */
export function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}

/** The types of the account's events, oldest first. */
export async function eventTypes(stripe: Stripe): Promise<string[]> {
  if (isReal) leaveOut("events in this order, nor only those of this test");
  const events = await stripe.events.list({ limit: 100 });
  return events.data.map((event) => event.type).reverse();
}

/** The error that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("the call was not refused");
}

/** A webhook receiver that records what it gets; `answer` decides the status. */
export async function aReceiver(answer: (attempt: number) => number = () => 200) {
  if (isReal) leaveOut("a way to this machine");
  const received: { body: string; signature: string; type: string; id: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const event = JSON.parse(body);
      for (const difference of answerMisfits(event)) differences.add(`delivered ${difference}`);
      received.push({ body, signature: String(request.headers["stripe-signature"]), type: event.type, id: event.id });
      response.writeHead(answer(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Waits until a condition holds; fails after three seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 3000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("the condition did not come true in time");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A card as typed into a form. */
export function typed(number: string) {
  return { number, expMonth: 12, expYear: 2040, cvc: "123" };
}
