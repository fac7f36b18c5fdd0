import type Stripe from "stripe";
import { fromUnix } from "@/lib/clock";
import type { CheckoutId, TenantId } from "@/lib/ids";
import { askStripe, isMissing } from "./client";

export interface NewCheckout {
  /** Our checkout's id is the idempotency key: however often it is opened, there is one session. */
  checkoutId: CheckoutId;
  tenantId: TenantId;
  stripeCustomerId: string;
  successUrl: string;
  cancelUrl: string;
}

export interface NewSubscriptionCheckout extends NewCheckout {
  stripePriceId: string;
  /** People whom it is for, where the price depends on them; else 1. */
  quantity: number;
}

export interface NewPackCheckout extends NewCheckout {
  /** What the page and the invoice call it. */
  name: string;
  amountMinor: number;
  currency: string;
}

export interface OpenedSession {
  stripeSessionId: string;
  url: string | null;
  expiresAt: Date;
}

/** Opens Stripe's hosted page for one subscription. https://docs.stripe.com/api/checkout/sessions/create */
export async function openSubscriptionSession(input: NewSubscriptionCheckout): Promise<OpenedSession> {
  const metadata = { tenant_id: input.tenantId, checkout_id: input.checkoutId };
  return create(input, {
    mode: "subscription",
    line_items: [{ price: input.stripePriceId, quantity: input.quantity }],
    allow_promotion_codes: true,
    subscription_data: { metadata },
  });
}

/**
 * Opens Stripe's hosted page for a credit pack, with an invoice of its own. The payment carries the checkout's id: it,
 * not the session, says whether the money came, also days later. https://docs.stripe.com/payments/checkout/fulfillment
 */
export async function openPackSession(input: NewPackCheckout): Promise<OpenedSession> {
  const { name, amountMinor, currency } = input;
  const metadata = { tenant_id: input.tenantId, checkout_id: input.checkoutId };
  return create(input, {
    mode: "payment",
    line_items: [{ price_data: { currency, unit_amount: amountMinor, product_data: { name } }, quantity: 1 }],
    invoice_creation: { enabled: true, invoice_data: { metadata, description: name } },
    payment_intent_data: { metadata, description: name },
  });
}

type OfKind = Pick<
  Stripe.Checkout.SessionCreateParams,
  "mode" | "line_items" | "allow_promotion_codes" | "subscription_data" | "payment_intent_data" | "invoice_creation"
>;

async function create(input: NewCheckout, ofKind: OfKind): Promise<OpenedSession> {
  const params: Stripe.Checkout.SessionCreateParams = {
    ...ofKind,
    customer: input.stripeCustomerId,
    client_reference_id: input.tenantId,
    metadata: { tenant_id: input.tenantId, checkout_id: input.checkoutId },
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
