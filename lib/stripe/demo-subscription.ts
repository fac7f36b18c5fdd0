import { askStripe } from "./client";

/** Gives a demo customer a test card and a subscription, as if he had paid on the hosted page; test mode only. */
export async function startDemoSubscription(
  stripeCustomerId: string,
  stripePriceId: string,
  options: { trialDays?: number; card?: "pm_card_visa" | "pm_card_mastercard" } = {},
): Promise<void> {
  await askStripe(async (sdk) => {
    const card = await sdk.paymentMethods.attach(options.card ?? "pm_card_visa", { customer: stripeCustomerId });
    await sdk.customers.update(stripeCustomerId, { invoice_settings: { default_payment_method: card.id } });
    await sdk.subscriptions.create({
      customer: stripeCustomerId,
      items: [{ price: stripePriceId }],
      trial_period_days: options.trialDays,
    });
  });
}
