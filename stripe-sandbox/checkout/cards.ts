import type { Account } from "../account";
import { methodOfCard } from "../billing/payment-methods";
import { StripeError } from "../http/errors";
import type { PaymentMethod } from "../store/wire";
import type { World } from "../world";
import type { CardEntry, Declined, InvalidField, SavedCard } from "./views";

/** A customer's saved cards, newest first, as pages show them. */
export function savedCards(account: Account, customerId: string | null): SavedCard[] {
  if (!customerId) return [];
  const defaultId = account.customers.find(customerId)?.invoice_settings.default_payment_method ?? null;
  return account.paymentMethods
    .of(customerId)
    .reverse()
    .flatMap((method) => savedCard(method, defaultId) ?? []);
}

/** One saved card as pages show it; null for what is no card. */
export function savedCard(method: PaymentMethod, defaultId: string | null): SavedCard | null {
  if (!method.card) return null;
  return {
    id: method.id,
    brand: method.card.brand,
    last4: method.card.last4,
    expMonth: method.card.exp_month,
    expYear: method.card.exp_year,
    isDefault: method.id === defaultId,
  };
}

const FIELD_OF_PARAM: Record<string, string> = {
  number: "number",
  exp_month: "expiry",
  exp_year: "expiry",
  cvc: "cvc",
};

/** The payment method of a typed or saved card, or the field that is wrong. */
export function chooseCard(
  world: World,
  account: Account,
  customerId: string | null,
  input: {
    card?: CardEntry | undefined;
    savedPaymentMethodId?: string | undefined;
    billing?: { email?: string | null; name?: string | null; country?: string | null; postalCode?: string | null };
  },
): { kind: "card"; id: string } | InvalidField {
  if (input.savedPaymentMethodId) {
    const method = account.paymentMethods.find(input.savedPaymentMethodId);
    if (method && method.customer === customerId && customerId) return { kind: "card", id: method.id };
    return { kind: "invalid", field: "savedPaymentMethodId", message: "This card is no longer saved." };
  }
  if (!input.card) return { kind: "invalid", field: "number", message: "Your card number is incomplete." };
  try {
    return { kind: "card", id: methodOfCard(world, account, input.card, input.billing).id };
  } catch (error) {
    if (!(error instanceof StripeError) || error.fields.type !== "card_error") throw error;
    return {
      kind: "invalid",
      field: FIELD_OF_PARAM[error.fields.param ?? ""] ?? "number",
      message: error.fields.message,
    };
  }
}

/** A decline as pages show it. */
export function declinedOutcome(decline: { code: string; declineCode: string | null; message: string }): Declined {
  return { kind: "declined", code: decline.code, declineCode: decline.declineCode, message: decline.message };
}
