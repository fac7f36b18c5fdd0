import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database";

/** An account of its own at the run's local Stripe. */
export interface TestStripeAccount {
  readonly secretKey: string;
  readonly apiBase: string;
}

/** Any unused test key is an empty account that no other test sees. */
export function createStripeAccount(): TestStripeAccount {
  const { stripe } = inject("testRun");
  if ("problem" in stripe) throw new Error(stripe.problem);
  return { secretKey: `sk_test_${randomBytes(12).toString("hex")}`, apiBase: stripe.apiBase };
}

/**
 * Gives this test file a database and a Stripe account of its own and points the application's settings at them.
 * Settings are read once: call it in `beforeAll` before anything of the application reads them.
 */
export async function useTestEnvironment(): Promise<TestDatabase & { stripe: TestStripeAccount }> {
  const database = await createTestDatabase();
  const stripe = createStripeAccount();
  process.env.DATABASE_URL = database.url;
  process.env.STRIPE_SECRET_KEY = stripe.secretKey;
  process.env.STRIPE_PUBLISHABLE_KEY = stripe.secretKey.replace(/^sk_/, "pk_");
  process.env.STRIPE_API_BASE = stripe.apiBase;
  return { ...database, stripe };
}
