import Stripe from "stripe";
import { askStripe, isMissing } from "./client";

/** A card that Stripe keeps for a customer. */
export interface SavedCard {
  stripePaymentMethodId: string;
  stripeCustomerId: string | null;
  /** The same for the same card on every customer of our account. */
  fingerprint: string | null;
}

/** A payment method as a card; null for any other kind. */
export function toSavedCard(method: Stripe.PaymentMethod | null): SavedCard | null {
  if (!method?.card) return null;
  const { id, customer, card } = method;
  return {
    stripePaymentMethodId: id,
    stripeCustomerId: typeof customer === "string" ? customer : (customer?.id ?? null),
    fingerprint: card.fingerprint ?? null,
  };
}

/** The card with that id, or null. */
export async function findCard(stripePaymentMethodId: string): Promise<SavedCard | null> {
  try {
    return toSavedCard(await askStripe((sdk) => sdk.paymentMethods.retrieve(stripePaymentMethodId)));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Makes a card the one that is charged: the customer's default, and no card of its own on any subscription.
 * https://docs.stripe.com/billing/subscriptions/payment-methods-setting
 */
export async function chargeCard(
  stripeCustomerId: string,
  stripePaymentMethodId: string,
  openSubscriptionIds: string[],
): Promise<void> {
  await askStripe(async (sdk) => {
    await sdk.customers.update(stripeCustomerId, {
      invoice_settings: { default_payment_method: stripePaymentMethodId },
    });
    for (const id of openSubscriptionIds) await sdk.subscriptions.update(id, { default_payment_method: "" });
  });
}

/** How trying to pay ended. */
export type PaymentAttempt =
  | { kind: "paid" }
  /** The bank asks its customer; `clientSecret` is for his browser. */
  | { kind: "requires_action"; clientSecret: string }
  /** In Stripe's words. */
  | { kind: "declined"; message: string };

/** Tries to pay an open invoice with the customer's card now. https://docs.stripe.com/api/invoices/pay */
export async function payInvoice(stripeInvoiceId: string): Promise<PaymentAttempt> {
  return askStripe(async (sdk) => {
    try {
      await sdk.invoices.pay(stripeInvoiceId);
      return { kind: "paid" as const };
    } catch (error) {
      if (!isRefusedPayment(error)) throw error;
      return readAttempt(sdk, stripeInvoiceId, error.message);
    }
  });
}

/** How the payment of an invoice stands. */
export function readInvoicePayment(stripeInvoiceId: string): Promise<PaymentAttempt> {
  return askStripe((sdk) => readAttempt(sdk, stripeInvoiceId, null));
}

// A decline, a bank that asks first, and an invoice that was paid meanwhile by a retry: what came of it says the invoice.
function isRefusedPayment(error: unknown): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError && (error.statusCode === 402 || error.statusCode === 400);
}

const DECLINED = "Your card was declined.";

async function readAttempt(sdk: Stripe, stripeInvoiceId: string, refusal: string | null): Promise<PaymentAttempt> {
  const invoice = await sdk.invoices.retrieve(stripeInvoiceId, {
    expand: ["confirmation_secret", "payments.data.payment.payment_intent"],
  });
  if (invoice.status === "paid") return { kind: "paid" };
  const payment = invoice.payments?.data.find((each) => each.is_default)?.payment.payment_intent;
  const intent = typeof payment === "object" ? payment : null;
  const clientSecret = invoice.confirmation_secret?.client_secret ?? intent?.client_secret;
  if (intent?.status === "requires_action" && clientSecret) return { kind: "requires_action", clientSecret };
  return { kind: "declined", message: intent?.last_payment_error?.message ?? refusal ?? DECLINED };
}
