import Stripe from "stripe";
import type { QuoteId } from "@/lib/ids";
import { askStripe } from "./client";
import { changeParams, unixOf, type WantedItem } from "./plan-changes";

/** What became of a change that was to be paid at once. */
export type ChangeResult =
  | { kind: "applied"; stripeInvoiceId: string | null; amountDueMinor: number | null; totalMinor: number | null }
  | { kind: "requires_action"; stripeInvoiceId: string; clientSecret: string | null; hostedUrl: string | null }
  | { kind: "declined"; stripeInvoiceId: string | null; reason: string; message: string }
  /** A change that can't be held back, with a card that has to be confirmed: nothing was changed. */
  | { kind: "needs_authentication" }
  /** Neither made nor waiting. */
  | { kind: "not_made" };

const keyOf = (quoteId: QuoteId) => `tierline-change-${quoteId}`;

/**
 * Makes a change and charges it in the same call. It is held back until it is paid; with a promotion code, which Stripe
 * does not hold back, it fails as a whole instead. Repeating it under the same quote makes no second charge.
 * https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export async function applyPaidChange(quoteId: QuoteId, wanted: WantedItem, prorationAt: Date): Promise<ChangeResult> {
  return askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(wanted.stripeSubscriptionId);
    const before = await resultOf(sdk, subscription, wanted);
    if (before.kind !== "not_made") return before;
    // Paused in this very moment: Stripe would void the invoice, and the change would be had for nothing.
    if (subscription.pause_collection) return before;
    const { items, discounts } = changeParams(subscription, wanted);
    const params: Stripe.SubscriptionUpdateParams = {
      items,
      proration_behavior: "always_invoice",
      proration_date: unixOf(prorationAt),
      ...(discounts
        ? { discounts, payment_behavior: "error_if_incomplete" }
        : { payment_behavior: "pending_if_incomplete" }),
    };
    try {
      await sdk.subscriptions.update(subscription.id, params, { idempotencyKey: keyOf(quoteId) });
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError) return refusedCard(error);
      throw error;
    }
    // Asked anew, since a repeated call answers what the first one saw.
    return resultOf(sdk, await sdk.subscriptions.retrieve(subscription.id), wanted);
  });
}

/** What became of a change that was asked for before. */
export async function readChangeResult(wanted: WantedItem): Promise<ChangeResult> {
  return askStripe(async (sdk) => resultOf(sdk, await sdk.subscriptions.retrieve(wanted.stripeSubscriptionId), wanted));
}

/** Changes the item of a subscription in its trial: nothing is charged, the trial's end stays. */
export async function applyFreeChange(quoteId: QuoteId, wanted: WantedItem): Promise<void> {
  await askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(wanted.stripeSubscriptionId);
    if (isAt(subscription, wanted)) return;
    await sdk.subscriptions.update(
      subscription.id,
      { ...changeParams(subscription, wanted), proration_behavior: "none" },
      { idempotencyKey: keyOf(quoteId) },
    );
  });
}

/** Sets the number of people without any invoice: for changes that do not move the amount. */
export async function setQuantity(stripeSubscriptionId: string, quantity: number): Promise<void> {
  await askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(stripeSubscriptionId);
    const [item] = subscription.items.data;
    if (!item || item.quantity === quantity) return;
    await sdk.subscriptions.update(stripeSubscriptionId, {
      items: [{ id: item.id, quantity }],
      proration_behavior: "none",
    });
  });
}

/** Drops a change that waits for its payment, by voiding its invoice; answers whether there was one. */
export async function dropPendingChange(stripeSubscriptionId: string): Promise<boolean> {
  return askStripe(async (sdk) => {
    const subscription = await sdk.subscriptions.retrieve(stripeSubscriptionId, { expand: ["latest_invoice"] });
    const invoice = subscription.latest_invoice;
    if (!subscription.pending_update || typeof invoice !== "object" || !invoice) return false;
    if (invoice.status === "open") await sdk.invoices.voidInvoice(invoice.id);
    return true;
  });
}

function isAt(subscription: Stripe.Subscription, wanted: WantedItem): boolean {
  const [item] = subscription.items.data;
  return item?.price.id === wanted.stripePriceId && (item.quantity ?? 1) === wanted.quantity;
}

async function resultOf(sdk: Stripe, subscription: Stripe.Subscription, wanted: WantedItem): Promise<ChangeResult> {
  const latest = subscription.latest_invoice;
  const invoiceId = typeof latest === "string" ? latest : (latest?.id ?? null);
  if (!subscription.pending_update) {
    if (!isAt(subscription, wanted)) return { kind: "not_made" };
    const invoice = invoiceId ? await sdk.invoices.retrieve(invoiceId) : null;
    return {
      kind: "applied",
      stripeInvoiceId: invoiceId,
      amountDueMinor: invoice?.amount_due ?? null,
      totalMinor: invoice?.total ?? null,
    };
  }
  if (!invoiceId) throw new Error(`the pending update of ${subscription.id} has no invoice`);
  return waitingResult(sdk, invoiceId);
}

async function waitingResult(sdk: Stripe, invoiceId: string): Promise<ChangeResult> {
  const invoice = await sdk.invoices.retrieve(invoiceId, {
    expand: ["confirmation_secret", "payments.data.payment.payment_intent"],
  });
  const intent = invoice.payments?.data.at(-1)?.payment.payment_intent;
  if (typeof intent === "object" && intent?.status === "requires_action") {
    const clientSecret = invoice.confirmation_secret?.client_secret ?? intent.client_secret;
    return {
      kind: "requires_action",
      stripeInvoiceId: invoiceId,
      clientSecret,
      hostedUrl: invoice.hosted_invoice_url ?? null,
    };
  }
  const failure = typeof intent === "object" ? intent?.last_payment_error : null;
  return {
    kind: "declined",
    stripeInvoiceId: invoiceId,
    reason: failure?.decline_code ?? failure?.code ?? "no_payment_method",
    message: failure?.message ?? "There is no card to charge.",
  };
}

const NEEDS_ACTION = new Set(["subscription_payment_intent_requires_action", "authentication_required"]);

function refusedCard(error: Stripe.errors.StripeCardError): ChangeResult {
  if (NEEDS_ACTION.has(error.code ?? "")) return { kind: "needs_authentication" };
  const reason = error.decline_code ?? error.code ?? "card_declined";
  return { kind: "declined", stripeInvoiceId: null, reason, message: error.message };
}
