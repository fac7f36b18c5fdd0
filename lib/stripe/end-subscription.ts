import type Stripe from "stripe";
import { askStripe, isMissing } from "./client";

const AT_MOST = 100;

/**
 * Ends a subscription at once, without proration, and voids whatever it still asks to be paid. Safe to repeat: what is
 * over already stays as it is. https://docs.stripe.com/api/subscriptions/cancel
 */
export async function endSubscription(stripeSubscriptionId: string, comment: string): Promise<void> {
  await askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(stripeSubscriptionId).catch(nothingIfMissing);
    if (!subscription) return;
    if (!subscription.ended_at)
      await sdk.subscriptions.cancel(stripeSubscriptionId, { cancellation_details: { comment }, prorate: false });
    await voidOpenInvoices(sdk, stripeSubscriptionId);
  });
}

// An uncollectible invoice can still be paid, and would bring nothing back: it is voided as well. Drafts of a cancelled
// subscription are never finalised by Stripe.
async function voidOpenInvoices(sdk: Stripe, subscription: string): Promise<void> {
  for (const status of ["open", "uncollectible"] as const) {
    const invoices = await sdk.invoices
      .list({ subscription, status, limit: 100 })
      .autoPagingToArray({ limit: AT_MOST });
    for (const { id } of invoices) await sdk.invoices.voidInvoice(id);
  }
}

function nothingIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
