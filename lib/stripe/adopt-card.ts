import { askStripe } from "./client";

/**
 * Leaves one place where the card stands, the customer: what people change in the portal is then what is charged.
 * https://docs.stripe.com/billing/subscriptions/payment-methods-setting
 */
export async function adoptCard(stripeCustomerId: string, stripeSubscriptionId: string, newDefault: string | null) {
  await askStripe(async (sdk) => {
    if (newDefault)
      await sdk.customers.update(stripeCustomerId, { invoice_settings: { default_payment_method: newDefault } });
    await sdk.subscriptions.update(stripeSubscriptionId, { default_payment_method: "" });
  });
}
