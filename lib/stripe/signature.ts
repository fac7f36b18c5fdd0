import Stripe from "stripe";
import { AppError } from "@/lib/errors";
import type { ReceivedEvent } from "@/lib/sync/received-event";

/** Old signatures are refused, so that a recorded delivery can't be replayed. https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;

/**
 * Verifies a delivery against any of the secrets (several stand while one is being rotated) and parses it.
 * Throws `invalid_signature`.
 */
export function verifyEvent(rawBody: string, header: string | null, secrets: string[]): ReceivedEvent {
  if (!header) throw new AppError("invalid_signature", "The Stripe-Signature header is missing.");
  for (const secret of secrets) {
    try {
      return toReceivedEvent(Stripe.webhooks.constructEvent(rawBody, header, secret, TOLERANCE_SECONDS));
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw malformed(error);
    }
  }
  throw new AppError("invalid_signature", "The signature does not match the body, or it is too old.");
}

// A correctly signed body that is no JSON: whoever holds the secret sent it, and it will never become right.
const malformed = (cause: unknown) => new AppError("malformed_json", "The body is not a webhook event.", { cause });

/** What we keep of an event beside its body. */
export function toReceivedEvent(event: Stripe.Event): ReceivedEvent {
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version ?? null,
    subject: customerOf(event) ?? clockOf(event),
    paymentIntent: contestedIntentOf(event),
  };
}

/** The customer that an event is about, or null for events about none. */
function customerOf(event: Stripe.Event): string | null {
  const object = event.data.object as { id?: unknown; object?: unknown; customer?: unknown };
  if (object.object === "customer" && typeof object.id === "string") return object.id;
  if (typeof object.customer === "string") return object.customer;
  const expanded = object.customer as { id?: unknown } | null | undefined;
  if (typeof expanded?.id === "string") return expanded.id;
  // A detached payment method has lost its customer; the event still tells whose it was.
  const previous = (event.data.previous_attributes as { customer?: unknown } | undefined)?.customer;
  return typeof previous === "string" ? previous : null;
}

/** The test clock that an event is about, or null: its customers' time has moved with it. */
function clockOf(event: Stripe.Event): string | null {
  const object = event.data.object as { id?: unknown; object?: unknown };
  return object.object === "test_helpers.test_clock" && typeof object.id === "string" ? object.id : null;
}

/**
 * The PaymentIntent of a dispute's or a refund's event, which names no customer; null for every other event. A payment
 * that is not recorded yet needs none: the sync that records it reads its disputes and refunds as well.
 */
function contestedIntentOf(event: Stripe.Event): string | null {
  const { object, payment_intent: intent } = event.data.object as { object?: unknown; payment_intent?: unknown };
  const isContested = object === "dispute" || object === "refund";
  return isContested && typeof intent === "string" ? intent : null;
}
