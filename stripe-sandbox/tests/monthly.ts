import type { TestAccount } from "./sandbox";
import { aClock, aCustomer, aPrice } from "./sandbox";

/** A monthly subscription that began on 31 January, on a clock of its own. */
export async function monthlyOn(
  owner: TestAccount,

  options: { card?: string | null; start?: string; trialDays?: number; behavior?: "cancel" | "pause" } = {},
) {
  const { stripe } = owner;
  const clock = await aClock(stripe, options.start ?? "2026-01-31T12:00:00Z");
  const customer = await aCustomer(stripe, {
    clock: clock.id,
    ...(options.card === undefined ? {} : { card: options.card }),
  });
  const price = await aPrice(stripe, 1000);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...(options.trialDays ? { trial_period_days: options.trialDays } : {}),
    ...(options.behavior ? { trial_settings: { end_behavior: { missing_payment_method: options.behavior } } } : {}),
  });
  return { ...owner, clock, customer, price, subscription };
}

/** The types of the events from a position on, oldest first. */
export async function types(stripe: TestAccount["stripe"], since: number) {
  const events = await stripe.events.list({ limit: 100 });
  return events.data
    .map((event) => event.type)
    .reverse()
    .slice(since);
}
