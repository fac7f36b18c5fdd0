import { askStripe } from "./client";

/** Stops renewal at the period's end. https://docs.stripe.com/billing/subscriptions/cancel */
export async function scheduleCancellation(stripeSubscriptionId: string, reason: string | undefined): Promise<void> {
  await askStripe((sdk) =>
    sdk.subscriptions.update(stripeSubscriptionId, {
      cancel_at_period_end: true,
      cancellation_details: reason ? { comment: reason } : undefined,
    }),
  );
}

/** Takes a scheduled end back, whether it was set by our flag or as a date by the portal. */
export async function withdrawCancellation(stripeSubscriptionId: string): Promise<void> {
  await askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(stripeSubscriptionId);
    // Asked of Stripe, since what we have stored may lag behind the portal.
    if (subscription.cancel_at === null && !subscription.cancel_at_period_end) return;
    const undo = subscription.cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: "" as const };
    await sdk.subscriptions.update(stripeSubscriptionId, undo);
  });
}
