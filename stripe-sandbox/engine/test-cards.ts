/** A decline as a card network gives it. */
export type Decline = { code: string; declineCode: string | null; message: string; adviceCode: string | null };

/** How a test card behaves. */
export type TestCard = {
  key: string;
  number: string;
  tokens: string[];
  brand: "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay";
  country: string;
  funding: "credit" | "debit" | "prepaid";
  /** Refused already when it is saved. */
  attachDecline: Decline | null;
  chargeDecline: Decline | null;
  /** When the bank asks for a challenge. */
  challenge: "never" | "always" | "unless_set_up" | "on_setup_only";
  dispute: "fraudulent" | "product_not_received" | "inquiry" | null;
  refund: "ok" | "pending" | "fails";
};

function decline(code: string, declineCode: string | null, message: string, isHard = false): Decline {
  return { code, declineCode, message, adviceCode: isHard ? "do_not_try_again" : "try_again_later" };
}

const DECLINED = "Your card was declined.";
const generic = decline("card_declined", "generic_decline", DECLINED);
const insufficient = decline("card_declined", "insufficient_funds", "Your card has insufficient funds.");
const lost = decline("card_declined", "lost_card", DECLINED, true);
const stolen = decline("card_declined", "stolen_card", DECLINED, true);
const expired = decline("expired_card", "expired_card", "Your card has expired.", true);
const wrongCvc = decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", true);
const processing = decline(
  "processing_error",
  "processing_error",
  "An error occurred while processing your card. Try again in a little bit.",
);
const velocity = decline(
  "card_declined",
  "card_velocity_exceeded",
  "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
);
const blocked = decline("card_declined", "fraudulent", DECLINED, true);

function card(number: string, tokens: string[], options: Partial<TestCard> = {}): TestCard {
  return {
    key: number,
    number,
    tokens,
    brand: "visa",
    country: "US",
    funding: "credit",
    attachDecline: null,
    chargeDecline: null,
    challenge: "never",
    dispute: null,
    refund: "ok",
    ...options,
  };
}

function declining(number: string, tokens: string[], reason: Decline): TestCard {
  return card(number, tokens, { attachDecline: reason, chargeDecline: reason });
}

/** Every test card that the sandbox knows; each other valid number behaves as the first. */
export const TEST_CARDS: readonly TestCard[] = [
  card("4242424242424242", ["pm_card_visa", "pm_card_us"]),
  card("4000056655665556", ["pm_card_visa_debit"], { funding: "debit" }),
  card("5555555555554444", ["pm_card_mastercard"], { brand: "mastercard" }),
  card("5200828282828210", ["pm_card_mastercard_debit"], { brand: "mastercard", funding: "debit" }),
  card("378282246310005", ["pm_card_amex"], { brand: "amex" }),
  card("6011111111111117", [], { brand: "discover" }),
  card("6011000990139424", ["pm_card_discover"], { brand: "discover" }),
  card("3056930009020004", ["pm_card_diners"], { brand: "diners" }),
  card("3566002020360505", ["pm_card_jcb"], { brand: "jcb" }),
  card("6200000000000005", ["pm_card_unionpay"], { brand: "unionpay" }),
  card("4000002760000016", ["pm_card_de"], { country: "DE" }),
  card("4000008260000000", ["pm_card_gb"], { country: "GB" }),
  declining("4000000000000002", ["pm_card_chargeDeclined", "pm_card_visa_chargeDeclined"], generic),
  declining(
    "4000000000009995",
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "pm_card_chargeDeclinedInsufficientFunds"],
    insufficient,
  ),
  declining("4000000000009987", ["pm_card_visa_chargeDeclinedLostCard"], lost),
  declining("4000000000009979", ["pm_card_visa_chargeDeclinedStolenCard"], stolen),
  declining("4000000000000069", ["pm_card_chargeDeclinedExpiredCard"], expired),
  declining("4000000000000127", ["pm_card_chargeDeclinedIncorrectCvc"], wrongCvc),
  declining("4000000000000119", ["pm_card_chargeDeclinedProcessingError"], processing),
  declining("4000000000006975", ["pm_card_visa_chargeDeclinedVelocityLimitExceeded"], velocity),
  card("4000000000000341", ["pm_card_chargeCustomerFail"], { chargeDecline: generic }),
  card("4000002500003155", ["pm_card_authenticationRequiredOnSetup"], { challenge: "unless_set_up", country: "DE" }),
  card("4000002760003184", ["pm_card_authenticationRequired"], { challenge: "always", country: "DE" }),
  card("4000003800000446", ["pm_card_authenticationRequiredSetupForOffSession"], { challenge: "unless_set_up" }),
  card("4000008260003178", ["pm_card_authenticationRequiredChargeDeclinedInsufficientFunds"], {
    challenge: "always",
    chargeDecline: insufficient,
    country: "GB",
  }),
  card("4000000000003220", ["pm_card_threeDSecure2Required", "pm_card_threeDSecureRequired"], { challenge: "always" }),
  card("4000000000003055", ["pm_card_threeDSecureOptional"]),
  card("4000008400001629", ["pm_card_threeDSecureRequiredChargeDeclined"], {
    challenge: "always",
    chargeDecline: generic,
  }),
  card("4000000000000259", ["pm_card_createDispute"], { dispute: "fraudulent" }),
  card("4000000000002685", ["pm_card_createDisputeProductNotReceived"], { dispute: "product_not_received" }),
  card("4000000000001976", ["pm_card_createDisputeInquiry"], { dispute: "inquiry" }),
  card("4000000000007726", ["pm_card_pendingRefund"], { refund: "pending" }),
  card("4000000000005126", ["pm_card_refundFail"], { refund: "fails" }),
  card("4100000000000019", ["pm_card_radarBlock"], { chargeDecline: blocked }),
];

const byNumber = new Map(TEST_CARDS.map((entry) => [entry.number, entry]));
const byToken = new Map(TEST_CARDS.flatMap((entry) => entry.tokens.map((token) => [token, entry] as const)));

/** The card behind a `pm_card_…` token. */
export function cardOfToken(token: string): TestCard | null {
  return byToken.get(token) ?? null;
}

/** The behaviour of a number: a test card's, or that of an ordinary card. */
export function cardOfNumber(number: string): TestCard {
  return byNumber.get(number) ?? { ...card("4242424242424242", []), number };
}

/** Whether a card number passes the Luhn check. */
export function isValidNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  [...number].reverse().forEach((digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

/** What the bank answers to a charge. */
export type Authorisation = { kind: "approved" } | { kind: "challenge" } | { kind: "declined"; decline: Decline };

/** The decline of a charge that would need the absent customer. */
export const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
  adviceCode: null,
};

/** Decides a charge by the card's behaviour. */
export function authorise(behaviour: TestCard, options: { isSetUp: boolean; isAuthenticated: boolean }): Authorisation {
  const needsChallenge =
    behaviour.challenge === "always" || (behaviour.challenge === "unless_set_up" && !options.isSetUp);
  if (needsChallenge && !options.isAuthenticated) return { kind: "challenge" };
  return behaviour.chargeDecline ? { kind: "declined", decline: behaviour.chargeDecline } : { kind: "approved" };
}
