import { AppError } from "@/lib/errors";
import { askStripe, isRefusal } from "./client";

export type RefundReason = "duplicate" | "fraudulent" | "requested_by_customer";

export interface NewRefund {
  stripePaymentIntentId: string;
  amountMinor: number;
  reason: RefundReason | undefined;
  idempotencyKey: string;
}

/** Gives money of a payment back to the card. https://docs.stripe.com/api/refunds/create */
export async function refundIntent({ stripePaymentIntentId, idempotencyKey, ...refund }: NewRefund): Promise<void> {
  const params = { payment_intent: stripePaymentIntentId, amount: refund.amountMinor, reason: refund.reason };
  try {
    await askStripe((sdk) => sdk.refunds.create(params, { idempotencyKey }));
  } catch (cause) {
    // Charged back, or refunded in Stripe's dashboard in this moment.
    if (!isRefusal(cause)) throw cause;
    throw new AppError("not_refundable", "Stripe refuses this refund: look at the payment again.", { cause });
  }
}
