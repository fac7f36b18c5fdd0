import type { CheckoutOutcome, PortalOutcome } from "../../checkout/views";
import { accountOf, type World } from "../../world";
import type { Language, MessageKey } from "./i18n";

const KNOWN: Record<string, MessageKey> = {
  card_velocity_exceeded: "decline.velocity",
  card_declined: "decline.generic",
  expired_card: "decline.expired_card",
  generic_decline: "decline.generic",
  incorrect_cvc: "decline.incorrect_cvc",
  incorrect_number: "decline.incorrect_number",
  insufficient_funds: "decline.insufficient_funds",
  payment_intent_authentication_failure: "error.authentication",
  processing_error: "decline.processing_error",
  setup_intent_authentication_failure: "error.authentication",
};

interface Refusal {
  code?: string | null;
  declineCode?: string | null;
  message: string;
}

/** A decline in the reader's language; banks give lost and stolen cards no words of their own, so as not to warn a thief. */
function refusalText({ code, declineCode, message }: Refusal, { t }: Language): string {
  const key = KNOWN[declineCode ?? ""] ?? KNOWN[code ?? ""];
  return key ? t(key) : message;
}

/** An outcome whose refusal reads in the customer's language. */
export function translated<T extends CheckoutOutcome | PortalOutcome>(outcome: T, language: Language): T {
  return outcome.kind === "declined" ? { ...outcome, message: refusalText(outcome, language) } : outcome;
}

/** Why an intent's last attempt failed, or null when it did not: what a page says after the bank's challenge. */
export function lastRefusal(world: World, intentId: string, language: Language): string | null {
  const account = accountOf(world, intentId);
  const error =
    account?.paymentIntents.find(intentId)?.last_payment_error ??
    account?.setupIntents.find(intentId)?.last_setup_error;
  if (!error) return null;
  const { code, decline_code: declineCode, message } = error;
  return refusalText({ code, declineCode, message: message ?? language.t("error.authentication") }, language);
}
