import type { PaymentStatus } from "@/db/schema/payments";
import type { PaymentSnapshot } from "@/lib/sync/billing-snapshot";

/** Every status in the order of its rank: a payment only moves to a later one (G12). */
export const PAYMENT_STATUSES = [
  "NEW",
  "PENDING",
  "REQUIRES_ACTION",
  "FAILED",
  "ERROR",
  "CANCELED",
  "CONFIRMED",
] as const satisfies readonly PaymentStatus[];

/** How far a payment has come: a failed attempt may be followed by a confirmed one, never the other way round. */
export function rankOf(status: PaymentStatus): number {
  return PAYMENT_STATUSES.indexOf(status);
}

/** The status after an update: the update's own when it ranks higher, else the one that stood. */
export function raise(from: PaymentStatus, to: PaymentStatus): PaymentStatus {
  return rankOf(to) > rankOf(from) ? to : from;
}

/** Whether nothing more can be asked of the provider: the money came, or the payment was given up. */
export function isSettled(status: PaymentStatus): boolean {
  return status === "CONFIRMED" || status === "CANCELED";
}

/**
 * What a PaymentIntent's status means here. A declined one goes back to `requires_payment_method` at Stripe, so that
 * its failure tells a failed payment from a new one. https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function statusOfIntent(intent: Pick<PaymentSnapshot, "status" | "failureCode" | "attempts">): PaymentStatus {
  switch (intent.status) {
    case "requires_payment_method":
    case "requires_confirmation":
      return intent.failureCode || intent.attempts.some((each) => !each.succeeded && !each.pending) ? "FAILED" : "NEW";
    case "requires_action":
      return "REQUIRES_ACTION";
    case "processing":
    case "requires_capture":
      return "PENDING";
    case "canceled":
      return "CANCELED";
    case "succeeded":
      return "CONFIRMED";
    default:
      // Stripe's enums are open: a status that we do not know must neither confirm nor fail anything silently.
      throw new Error(`Stripe reports the unknown payment status "${intent.status}"`);
  }
}
