import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { askStripe } from "./client";

/** Whether a local Stripe answers in place of the real one: only there may time be moved and cards be made to fail. */
export function isSandbox(): boolean {
  return env().STRIPE_API_BASE !== undefined;
}

/** Moves a customer's time to that moment; everything in between happens at Stripe, in order. Local Stripe only. */
export async function moveCustomer(stripeCustomerId: string, to: Date): Promise<void> {
  const { STRIPE_API_BASE: base, STRIPE_SECRET_KEY: key } = env();
  const response = await fetch(`${base}/_sandbox/advance`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ customer: stripeCustomerId, to: Math.floor(to.getTime() / 1000) }),
  });
  if (response.ok) return;
  const detail = `The local Stripe did not move the time (status ${response.status}).`;
  throw new AppError("billing_unavailable", detail, { cause: await response.text() });
}

// Both can be saved; charges of the second one are declined from then on. https://docs.stripe.com/testing
const TEST_CARDS = { works: "pm_card_visa", declines: "pm_card_chargeCustomerFail" } as const;
export type TestCard = keyof typeof TEST_CARDS;

/** Gives the customer a test card that is charged from now on. */
export async function giveTestCard(stripeCustomerId: string, card: TestCard): Promise<void> {
  await askStripe(async (sdk) => {
    const saved = await sdk.paymentMethods.attach(TEST_CARDS[card], { customer: stripeCustomerId });
    await sdk.customers.update(stripeCustomerId, { invoice_settings: { default_payment_method: saved.id } });
  });
}

/** Pays what is open with the card that is charged now; a card that fails leaves it open. */
export async function payOpenInvoices(stripeCustomerId: string): Promise<void> {
  await askStripe(async (sdk) => {
    const open = await sdk.invoices.list({ customer: stripeCustomerId, status: "open", limit: 100 });
    for (const { id } of open.data) await sdk.invoices.pay(id);
  });
}
