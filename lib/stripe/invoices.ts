import Stripe from "stripe";
import { AppError } from "@/lib/errors";
import { askStripe } from "./client";
import { failureCodeOf } from "./payment-snapshot";

/** How a PaymentIntent stands, in the words of the snapshot. */
export interface IntentState {
  stripePaymentIntentId: string;
  /** Stripe's word. */
  status: string;
  amountMinor: number;
  currency: string;
  failureCode: string | null;
  stripeChargeId: string | null;
  clientSecret: string | null;
}

export function toIntentState(intent: Stripe.PaymentIntent): IntentState {
  const { latest_charge: charge } = intent;
  return {
    stripePaymentIntentId: intent.id,
    status: intent.status,
    amountMinor: intent.status === "succeeded" ? intent.amount_received : intent.amount,
    currency: intent.currency,
    failureCode: failureCodeOf(intent),
    stripeChargeId: typeof charge === "string" ? charge : (charge?.id ?? null),
    clientSecret: intent.client_secret,
  };
}

/** An invoice as it stands at Stripe, with the intent that pays it. */
export interface InvoiceState {
  status: string;
  remainingMinor: number;
  currency: string;
  intent: IntentState | null;
}

/** Reads an invoice with its PaymentIntent; since basil only the invoice's payments name it. */
export function readInvoice(stripeInvoiceId: string): Promise<InvoiceState> {
  return askStripe(async (sdk) => {
    const invoice = await sdk.invoices.retrieve(stripeInvoiceId, {
      expand: ["payments.data.payment.payment_intent"],
    });
    return {
      status: invoice.status ?? "draft",
      remainingMinor: invoice.amount_remaining,
      currency: invoice.currency,
      intent: intentOf(invoice),
    };
  });
}

function intentOf({ payments }: Stripe.Invoice): IntentState | null {
  const rows = (payments?.data ?? []).filter(({ status }) => status !== "canceled");
  const chosen = rows.find(({ status }) => status === "paid") ?? rows.find((row) => row.is_default) ?? rows[0];
  const intent = chosen?.payment.payment_intent;
  return typeof intent === "object" && intent !== null ? toIntentState(intent) : null;
}

/** How asking for an invoice's money ended, as far as the call itself tells; the invoice then tells the rest. */
export type PayCall = "done" | "no_payment_method";

/**
 * Asks Stripe to collect an open invoice now on the saved card. A decline, and a bank that wants to see the customer,
 * are no failures: read the invoice for what came of it. https://docs.stripe.com/api/invoices/pay
 */
export function collectInvoice(
  stripeInvoiceId: string,
  options: { idempotencyKey: string; onSession: boolean },
): Promise<PayCall> {
  const { idempotencyKey, onSession } = options;
  return askStripe(async (sdk) => {
    try {
      await sdk.invoices.pay(stripeInvoiceId, { off_session: !onSession }, { idempotencyKey });
      return "done";
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError || isPaidAlready(error)) return "done";
      if (isWithoutMethod(error)) return "no_payment_method";
      throw error;
    }
  });
}

/**
 * Marks an open invoice as paid by money that did not come through Stripe. False when it is no longer payable: paid
 * otherwise or voided in between.
 */
export function settleOutOfBand(stripeInvoiceId: string, idempotencyKey: string): Promise<boolean> {
  return askStripe(async (sdk) => {
    try {
      await sdk.invoices.pay(stripeInvoiceId, { paid_out_of_band: true }, { idempotencyKey });
      return true;
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
      throw error;
    }
  });
}

function isPaidAlready(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && /already paid/i.test(error.message);
}

// Stripe has no code of its own for it.
function isWithoutMethod(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    /default_payment_method|no attached payment/i.test(error.message)
  );
}

export interface NewCharge {
  /** Our payment's and tenant's ids travel as metadata, so that a sync knows whose it is. */
  paymentId: string;
  tenantId: string;
  stripeCustomerId: string;
  amountMinor: number;
  currency: string;
  description: string | null;
}

/** Charges the customer's default card without an invoice. https://docs.stripe.com/api/payment_intents/create */
export function chargeDefaultCard(
  charge: NewCharge,
  options: { idempotencyKey: string; onSession: boolean },
): Promise<IntentState> {
  return askStripe(async (sdk) => {
    const card = await requireDefaultCard(sdk, charge.stripeCustomerId);
    const params: Stripe.PaymentIntentCreateParams = {
      amount: charge.amountMinor,
      currency: charge.currency,
      customer: charge.stripeCustomerId,
      payment_method: card,
      description: charge.description ?? undefined,
      metadata: { payment_id: charge.paymentId, tenant_id: charge.tenantId },
      confirm: true,
      off_session: !options.onSession,
      // Whoever answers a redirect has to come back to a page of ours; a card's challenge stays inside the page.
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    };
    return confirmed(() => sdk.paymentIntents.create(params, { idempotencyKey: options.idempotencyKey }), sdk);
  });
}

async function requireDefaultCard(sdk: Stripe, stripeCustomerId: string): Promise<string> {
  const customer = await sdk.customers.retrieve(stripeCustomerId);
  const method = customer.deleted ? null : customer.invoice_settings.default_payment_method;
  const card = typeof method === "string" ? method : method?.id;
  if (!card) throw new AppError("payment_method_required", "Save a card first; there is none to charge.");
  return card;
}

/** Reads a PaymentIntent. */
export function readIntent(stripePaymentIntentId: string): Promise<IntentState> {
  return askStripe(async (sdk) => toIntentState(await sdk.paymentIntents.retrieve(stripePaymentIntentId)));
}

/** Tries an intent again on the customer's default card. */
export function confirmIntent(
  stripePaymentIntentId: string,
  stripeCustomerId: string,
  options: { idempotencyKey: string; onSession: boolean },
): Promise<IntentState> {
  return askStripe(async (sdk) => {
    const card = await requireDefaultCard(sdk, stripeCustomerId);
    const { idempotencyKey, onSession } = options;
    const params = { payment_method: card, off_session: !onSession };
    return confirmed(() => sdk.paymentIntents.confirm(stripePaymentIntentId, params, { idempotencyKey }), sdk);
  });
}

// A decline is thrown with the intent on it; the intent as it is now tells more than the error.
async function confirmed(call: () => Promise<Stripe.PaymentIntent>, sdk: Stripe): Promise<IntentState> {
  try {
    return toIntentState(await call());
  } catch (error) {
    const intent = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : undefined;
    if (!intent) throw error;
    return toIntentState(await sdk.paymentIntents.retrieve(intent.id));
  }
}

/**
 * Lets a subscription's invoices be paid by transfer within some days, or charges them to the card again.
 * https://docs.stripe.com/billing/collection-method
 */
export async function setCollectionMethod(stripeSubscriptionId: string, daysUntilDue: number | null): Promise<void> {
  const params: Stripe.SubscriptionUpdateParams =
    daysUntilDue === null
      ? { collection_method: "charge_automatically" }
      : { collection_method: "send_invoice", days_until_due: daysUntilDue };
  await askStripe((sdk) => sdk.subscriptions.update(stripeSubscriptionId, params));
}

export interface SentSubscription {
  tenantId: string;
  stripeCustomerId: string;
  stripePriceId: string;
  /** People whom it is for, where the price depends on them; else 1. */
  quantity: number;
  daysUntilDue: number;
}

/** Creates a subscription whose invoices are sent to be paid by transfer; active at once. */
export function createSentSubscription(order: SentSubscription, idempotencyKey: string): Promise<string> {
  const params: Stripe.SubscriptionCreateParams = {
    customer: order.stripeCustomerId,
    items: [{ price: order.stripePriceId, quantity: order.quantity }],
    collection_method: "send_invoice",
    days_until_due: order.daysUntilDue,
    metadata: { tenant_id: order.tenantId },
  };
  return askStripe(async (sdk) => (await sdk.subscriptions.create(params, { idempotencyKey })).id);
}

/** Whether the very same call is under way elsewhere: its answer is the other's to hear. */
export function isUnderWay(error: unknown): boolean {
  const cause = error instanceof AppError ? error.extras.cause : error;
  return cause instanceof Stripe.errors.StripeError && cause.statusCode === 409;
}
