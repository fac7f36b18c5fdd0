import Stripe from "stripe";
import { askStripe } from "./client";
import { unixOf } from "./plan-changes";
import { releaseSchedule } from "./schedule-change";

/** Why people leave, in Stripe's words. */
export const CANCEL_FEEDBACK = [
  "customer_service",
  "low_quality",
  "missing_features",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
  "other",
] as const;
export type CancelFeedback = (typeof CANCEL_FEEDBACK)[number];

interface Farewell {
  reason?: string | undefined;
  feedback?: CancelFeedback | undefined;
}

const detailsOf = ({ reason, feedback }: Farewell) => (reason || feedback ? { comment: reason, feedback } : undefined);

/**
 * Stops renewal at the period's end. A change that was scheduled is taken back first: Stripe refuses to end what a
 * schedule holds. https://docs.stripe.com/billing/subscriptions/cancel
 */
export async function scheduleCancellation(
  stripeSubscriptionId: string,
  reason: string | undefined,
  feedback?: CancelFeedback,
): Promise<void> {
  const subscription = await askStripe((sdk) => sdk.subscriptions.retrieve(stripeSubscriptionId));
  const { schedule } = subscription;
  if (schedule) await releaseSchedule(typeof schedule === "string" ? schedule : schedule.id);
  await askStripe((sdk) =>
    sdk.subscriptions.update(stripeSubscriptionId, {
      cancel_at_period_end: true,
      cancellation_details: detailsOf({ reason, feedback }),
    }),
  );
}

/** Writes down why somebody leaves, before his subscription ends at once. */
export async function noteFarewell(stripeSubscriptionId: string, farewell: Farewell): Promise<void> {
  const details = detailsOf(farewell);
  if (!details) return;
  await askStripe((sdk) => sdk.subscriptions.update(stripeSubscriptionId, { cancellation_details: details }));
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

/**
 * Stops collecting: what falls due meanwhile is voided. Stripe resumes by itself at `resumesAt`.
 * https://docs.stripe.com/billing/subscriptions/pause-payment
 */
export async function pauseCollection(stripeSubscriptionId: string, resumesAt: Date | null): Promise<void> {
  const resumes = resumesAt ? { resumes_at: unixOf(resumesAt) } : {};
  await askStripe((sdk) =>
    sdk.subscriptions.update(stripeSubscriptionId, { pause_collection: { behavior: "void", ...resumes } }),
  );
}

/** Collects again from the next invoice on. */
export async function resumeCollection(stripeSubscriptionId: string): Promise<void> {
  await askStripe((sdk) => sdk.subscriptions.update(stripeSubscriptionId, { pause_collection: "" }));
}

/** What became of a payment that was to be made in the same call. */
export type PaymentTry = { kind: "paid" } | { kind: "declined"; reason: string; message: string };

/**
 * Collects again and begins a new period now, paid at once; fails as a whole when the card does. `attempt` names this
 * try, so that two clicks are one charge.
 */
export async function resumeWithNewPeriod(stripeSubscriptionId: string, attempt: string): Promise<PaymentTry> {
  return askStripe(async (sdk) => {
    try {
      await sdk.subscriptions.update(
        stripeSubscriptionId,
        {
          pause_collection: "",
          billing_cycle_anchor: { type: "now" },
          proration_behavior: "none",
          payment_behavior: "error_if_incomplete",
        },
        { idempotencyKey: `tierline-resume-${attempt}-${await cardOf(sdk, stripeSubscriptionId)}` },
      );
      return { kind: "paid" };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      return { kind: "declined", reason: error.decline_code ?? error.code ?? "card_declined", message: error.message };
    }
  });
}

// Another card is another try: Stripe repeats the answer of a key, a decline too.
async function cardOf(sdk: Stripe, stripeSubscriptionId: string): Promise<string> {
  const { customer, default_payment_method: own } = await sdk.subscriptions.retrieve(stripeSubscriptionId, {
    expand: ["customer"],
  });
  const card =
    own ??
    (typeof customer === "object" && !customer.deleted ? customer.invoice_settings.default_payment_method : null);
  return typeof card === "string" ? card : (card?.id ?? "none");
}

export interface DirectSubscription {
  idempotencyKey: string;
  stripeCustomerId: string;
  stripePriceId: string;
  quantity: number;
  stripePromotionCodeId: string | null;
  metadata: Record<string, string>;
}

/** Subscribes a customer by the card that he has saved; a decline or a bank that asks leaves it incomplete. */
export async function createSubscriptionAtStripe(input: DirectSubscription): Promise<string> {
  const { stripePromotionCodeId: code } = input;
  const subscription = await askStripe((sdk) =>
    sdk.subscriptions.create(
      {
        customer: input.stripeCustomerId,
        items: [{ price: input.stripePriceId, quantity: input.quantity }],
        payment_behavior: "allow_incomplete",
        discounts: code ? [{ promotion_code: code }] : undefined,
        metadata: input.metadata,
      },
      { idempotencyKey: input.idempotencyKey },
    ),
  );
  return subscription.id;
}
