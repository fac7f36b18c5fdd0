import Stripe from "stripe";
import { afterAll, TestRunner, vi } from "vitest";
import type { TestAccount } from "./sandbox";

/**
 * The contract tests can speak to Stripe's test mode instead of the sandbox: STRIPE_TEST_SECRET_KEY says so. All tests
 * share that account. A test that reaches for what only the sandbox has is left out when it does so.
 */
const KEY = process.env.STRIPE_TEST_SECRET_KEY;
const API = new URL(process.env.STRIPE_TEST_API_BASE ?? "https://api.stripe.com");

/** True when the tests speak to Stripe itself. */
export const isReal = Boolean(KEY);

// A clock of Stripe takes seconds for a month, and a test may pass a year.
if (isReal) vi.setConfig({ testTimeout: 10 * 60_000, hookTimeout: 60_000 });

/** Leaves the running test out, because it needs something that only the sandbox has. */
export function leaveOut(reason: string): never {
  TestRunner.getCurrentTest()?.context.skip(reason);
  throw new Error(`Stripe has not ${reason}`);
}

/** The account of the given key; its test clocks, and with them their customers, are deleted at the end of the file. */
export function realAccount(): () => TestAccount {
  const key = KEY ?? "";
  // Never a live account: the tests charge cards.
  if (!key.startsWith("sk_test_")) throw new Error("STRIPE_TEST_SECRET_KEY must begin with sk_test_.");
  const stripe = new Stripe(key, {
    host: API.hostname,
    port: API.port || 443,
    protocol: API.protocol === "http:" ? "http" : "https",
    maxNetworkRetries: 3,
  });
  const startedAt = Math.floor(Date.now() / 1000);
  afterAll(async () => {
    for await (const clock of stripe.testHelpers.testClocks.list({ limit: 100 })) {
      if (clock.created >= startedAt) await stripe.testHelpers.testClocks.del(clock.id);
    }
  });
  return () => ({
    stripe,
    key,
    get url() {
      return leaveOut("an address of its own");
    },
    get world() {
      return leaveOut("an inside that a test can see");
    },
    control: async () => leaveOut("controls"),
  });
}
