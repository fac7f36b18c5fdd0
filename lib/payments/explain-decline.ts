// The reasons that a customer can act on; the rest a bank keeps to itself. https://docs.stripe.com/declines/codes
const REASONS: Record<string, string> = {
  insufficient_funds: "There is not enough money on the card. Use another card, or try again later.",
  card_velocity_exceeded: "The card was used too often in a short time. Use another card, or try again later.",
  expired_card: "The card has expired. Use another card.",
  incorrect_cvc: "The card's security code is wrong. Enter the card again.",
  incorrect_number: "The card's number is wrong. Enter the card again.",
  lost_card: "The bank refused the card. Use another card.",
  stolen_card: "The bank refused the card. Use another card.",
  processing_error: "The bank could not process the card just now. Try again in a minute.",
  authentication_required: "The bank wants you to confirm this payment. Pay again and follow its steps.",
  payment_intent_authentication_failure: "The confirmation at your bank failed. Pay again, or use another card.",
};

/** Says in a sentence or two why a card was declined and what to do; nothing was charged. */
export function explainDecline(code: string | null): string {
  const reason = (code && REASONS[code]) || "The bank declined the card. Ask your bank, or use another card.";
  return `${reason} Nothing was charged.`;
}
