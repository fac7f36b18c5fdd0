import type Stripe from "stripe";
import { fromUnix } from "@/lib/clock";
import type { CheckoutId, TenantId } from "@/lib/ids";
import { askStripe, isMissing } from "./client";

export interface NewSubscriptionCheckout {
  /** Our checkout's id is the idempotency key: however often it is opened, there is one session. */
  checkoutId: CheckoutId;
  tenantId: TenantId;
  stripeCustomerId: string;
  stripePriceId: string;
  successUrl: string;
  cancelUrl: string;
}

export interface OpenedSession {
  stripeSessionId: string;
  url: string | null;
  expiresAt: Date;
}

/** Opens Stripe's hosted page for one subscription. https://docs.stripe.com/api/checkout/sessions/create */
export async function openSubscriptionSession(input: NewSubscriptionCheckout): Promise<OpenedSession> {
  const metadata = { tenant_id: input.tenantId, checkout_id: input.checkoutId };
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: "subscription",
    customer: input.stripeCustomerId,
    client_reference_id: input.tenantId,
    line_items: [{ price: input.stripePriceId, quantity: 1 }],
    allow_promotion_codes: true,
    metadata,
    subscription_data: { metadata },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
  };
  const idempotencyKey = `tierline-checkout-${input.checkoutId}`;
  const session = await askStripe((sdk) => sdk.checkout.sessions.create(params, { idempotencyKey }));
  return { stripeSessionId: session.id, url: session.url, expiresAt: fromUnix(session.expires_at) };
}

/** Closes a session that is still open; one that is complete or expired already stays as it is. */
export async function expireSession(stripeSessionId: string): Promise<void> {
  await askStripe(async (sdk) => {
    const session = await sdk.checkout.sessions.retrieve(stripeSessionId);
    if (session.status === "open") await sdk.checkout.sessions.expire(stripeSessionId).catch(ignoreGone);
  });
}

// Between the look and the call it may have been paid or have expired; the sync that follows sees which.
function ignoreGone(error: unknown): void {
  if (isMissing(error)) return;
  const { statusCode } = error as { statusCode?: unknown };
  if (statusCode !== 400) throw error;
}
