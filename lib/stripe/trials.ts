import type Stripe from "stripe";
import { fromUnixOrNull } from "@/lib/clock";
import { askStripe } from "./client";
import { type PaymentAttempt, readInvoicePayment } from "./payment-methods";

export interface NewSubscription {
  /** Made of a stored id: a retry after a crash gets the very same subscription. */
  idempotencyKey: string;
  stripeCustomerId: string;
  stripePriceId: string;
  /** People whom it is for, where the price depends on them; else 1. */
  quantity: number;
  /** Null: it is paid from the first day. */
  trialDays: number | null;
  metadata: Record<string, string>;
}

/**
 * Subscribes a customer by his default card. A trial whose card is gone at its end is cancelled by Stripe, which leaves
 * Free. https://docs.stripe.com/billing/subscriptions/trials/free-trials
 */
export async function startSubscription(input: NewSubscription): Promise<{ stripeSubscriptionId: string }> {
  const { idempotencyKey, stripeCustomerId, stripePriceId, trialDays, metadata } = input;
  const trial: Pick<Stripe.SubscriptionCreateParams, "trial_period_days" | "trial_settings"> =
    trialDays === null
      ? {}
      : { trial_period_days: trialDays, trial_settings: { end_behavior: { missing_payment_method: "cancel" } } };
  const subscription = await askStripe((sdk) =>
    sdk.subscriptions.create(
      {
        customer: stripeCustomerId,
        items: [{ price: stripePriceId, quantity: input.quantity }],
        // Tries the card at once: a bank that asks, and a decline, leave it incomplete.
        payment_behavior: "allow_incomplete",
        metadata,
        ...trial,
      },
      { idempotencyKey },
    ),
  );
  return { stripeSubscriptionId: subscription.id };
}

/** The customer's subscription that carries this metadata, whatever became of it; null when there is none. */
export async function findSubscriptionByMetadata(
  stripeCustomerId: string,
  key: string,
  value: string,
): Promise<{ stripeSubscriptionId: string } | null> {
  const all = await askStripe((sdk) =>
    sdk.subscriptions.list({ customer: stripeCustomerId, status: "all", limit: 100 }),
  );
  const found = all.data.find((subscription) => subscription.metadata[key] === value);
  return found ? { stripeSubscriptionId: found.id } : null;
}

/** How a subscription's first payment stands. */
export type FirstPayment = PaymentAttempt | { kind: "nothing_due" } | { kind: "over" };

/** Whether a fresh subscription runs, or what its first invoice waits for. */
export async function readFirstPayment(stripeSubscriptionId: string): Promise<FirstPayment> {
  const subscription = await askStripe((sdk) => sdk.subscriptions.retrieve(stripeSubscriptionId));
  if (subscription.ended_at || subscription.status === "incomplete_expired") return { kind: "over" };
  if (subscription.status !== "incomplete") return { kind: "nothing_due" };
  const { latest_invoice: latest } = subscription;
  if (!latest) return { kind: "nothing_due" };
  return readInvoicePayment(typeof latest === "string" ? latest : latest.id);
}

/** Moves a running trial's end; repeating it with the same two times changes nothing. Answers the end that holds. */
export async function moveTrialEnd(stripeSubscriptionId: string, from: Date, to: Date): Promise<Date | null> {
  const end = Math.floor(to.getTime() / 1000);
  const idempotencyKey = `tierline-trial-end-${stripeSubscriptionId}-${from.getTime()}-${end}`;
  const subscription = await askStripe((sdk) =>
    sdk.subscriptions.update(stripeSubscriptionId, { trial_end: end, proration_behavior: "none" }, { idempotencyKey }),
  );
  return fromUnixOrNull(subscription.trial_end);
}
