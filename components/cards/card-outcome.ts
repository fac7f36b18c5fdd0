/** Why a card was not taken, in kinds that a person can act on. */
export type CardFailureReason =
  /** Something is still missing in the field, which says so itself. */
  | "incomplete"
  | "declined"
  /** The bank's question was answered wrongly, or not at all. */
  | "authentication"
  | "unreachable"
  /** The attempt itself is over (expired or cancelled): it has to be started again. */
  | "over"
  | "unexpected";

export interface CardFailure {
  reason: CardFailureReason;
  /** Stripe's own sentence in the reader's language, where it says more than ours. */
  message: string | null;
}

/** What came of entering a card, or of answering the bank. */
export type CardOutcome = { ok: true; intentId: string } | { ok: false; failure: CardFailure };

interface Intent {
  id: string;
  status: string;
}

/** The parts of Stripe's errors that decide. https://docs.stripe.com/error-codes */
export interface StripeFailure {
  type: string;
  code?: string;
  message?: string;
  payment_intent?: Intent;
  setup_intent?: Intent;
}

const AUTHENTICATION = new Set([
  "payment_intent_authentication_failure",
  "setup_intent_authentication_failure",
  "authentication_required",
]);

const fail = (reason: CardFailureReason, message: string | null = null): CardOutcome => ({
  ok: false,
  failure: { reason, message },
});

/** Reads what a call of Stripe's script answered. */
export function readOutcome(answer: { error?: StripeFailure; intent?: Intent }): CardOutcome {
  const { error, intent } = answer;
  if (error) return readError(error);
  return intent ? readIntent(intent) : fail("unexpected");
}

function readError(error: StripeFailure): CardOutcome {
  const { type, code = "", message = null } = error;
  const intent = error.payment_intent ?? error.setup_intent;
  // A second press after an answer that was lost on its way: it had gone through.
  if (intent && (intent.status === "succeeded" || intent.status === "canceled")) return readIntent(intent);
  if (type === "validation_error") return fail("incomplete", message);
  if (type === "api_connection_error") return fail("unreachable");
  if (AUTHENTICATION.has(code)) return fail("authentication");
  if (code === "resource_missing") return fail("over");
  return type === "card_error" ? fail("declined", message) : fail("unexpected");
}

function readIntent({ id, status }: Intent): CardOutcome {
  switch (status) {
    case "succeeded":
    case "processing":
      return { ok: true, intentId: id };
    case "requires_action":
      return fail("authentication");
    case "requires_payment_method":
      return fail("declined");
    case "canceled":
      return fail("over");
    default:
      return fail("unexpected");
  }
}
