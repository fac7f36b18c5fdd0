import { findBillingAccount } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import type { TenantId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";

/** The tenant's customer at Stripe. */
export async function customerOf(tenantId: TenantId): Promise<string> {
  const id = (await findBillingAccount(database(), tenantId))?.stripeCustomerId;
  if (!id) throw new Error(`tenant ${tenantId} has no customer`);
  return id;
}

/** Moves the customer's time by days, as its test clock would; whatever falls due on the way happens. */
export async function advanceTime(tenantId: TenantId, days: number): Promise<void> {
  const { STRIPE_API_BASE, STRIPE_SECRET_KEY } = env();
  const answer = await fetch(`${STRIPE_API_BASE}/_sandbox/advance`, {
    method: "POST",
    headers: { authorization: `Bearer ${STRIPE_SECRET_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ customer: await customerOf(tenantId), days }),
  });
  if (!answer.ok) throw new Error(`the sandbox did not move the time: ${await answer.text()}`);
}

/** Makes a test card the one that is charged. https://docs.stripe.com/testing */
export async function useCard(tenantId: TenantId, token: string): Promise<string> {
  const customer = await customerOf(tenantId);
  const method = await stripe().paymentMethods.attach(token, { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  return method.id;
}
