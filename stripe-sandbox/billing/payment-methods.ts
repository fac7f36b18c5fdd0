import { createHash } from "node:crypto";
import type { Account } from "../account";
import { cardOfNumber, cardOfToken, type Decline, isValidNumber, type TestCard } from "../engine/test-cards";
import { emit, emitUpdate } from "../events/emit";
import { invalidRequest, StripeError } from "../http/errors";
import { newId } from "../store/ids";
import type { Customer, PaymentMethod } from "../store/wire";
import { type World, wallSeconds } from "../world";

/** Billing details as a form gives them. */
export type BillingDetails = {
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  country?: string | null;
  postalCode?: string | null;
};

/** A card as typed in. */
export type CardInput = { number: string; expMonth: number; expYear: number; cvc?: string | null };

/** A card error as the API answers it. */
export function cardError(
  decline: Decline,
  extra: {
    charge?: string;
    payment_intent?: object;
    setup_intent?: object;
    payment_method?: object;
    param?: string;
  } = {},
): StripeError {
  const param = extra.param ?? paramOf(decline);
  return new StripeError(
    {
      status: 402,
      type: "card_error",
      code: decline.code,
      message: decline.message,
      param,
      ...(decline.code === "card_declined" && decline.declineCode ? { decline_code: decline.declineCode } : {}),
      ...(decline.code === "authentication_required" ? { decline_code: "authentication_required" } : {}),
      ...(decline.adviceCode ? { advice_code: decline.adviceCode } : {}),
      ...(decline.declineCode === "generic_decline" ? { network_decline_code: "01" } : {}),
      ...(extra.charge ? { charge: extra.charge } : {}),
      ...(extra.payment_intent ? { payment_intent: extra.payment_intent } : {}),
      ...(extra.setup_intent ? { setup_intent: extra.setup_intent } : {}),
      ...(extra.payment_method ? { payment_method: extra.payment_method } : {}),
    },
    {
      keepsChanges:
        extra.charge !== undefined || extra.setup_intent !== undefined || extra.payment_intent !== undefined,
    },
  );
}

function paramOf(decline: Decline): string {
  if (decline.code === "incorrect_cvc") return "cvc";
  if (decline.code === "expired_card") return "exp_month";
  return "";
}

/** The behaviour of a stored payment method. */
export function behaviourOf(account: Account, paymentMethodId: string): TestCard {
  const record = account.cards.find(paymentMethodId);
  return cardOfNumber(record?.behaviour ?? "4242424242424242");
}

function buildCard(
  world: World,
  account: Account,
  test: TestCard,
  input: { expMonth: number; expYear: number; billing?: BillingDetails; metadata?: Record<string, string> },
): PaymentMethod {
  const method = account.paymentMethods.insert({
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: {
        city: null,
        country: input.billing?.country ?? null,
        line1: null,
        line2: null,
        postal_code: input.billing?.postalCode ?? null,
        state: null,
      },
      email: input.billing?.email ?? null,
      name: input.billing?.name ?? null,
      phone: input.billing?.phone ?? null,
      tax_id: null,
    },
    card: {
      brand: test.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: input.billing?.postalCode ? "pass" : null,
        cvc_check: "pass",
      },
      country: test.country,
      display_brand: test.brand,
      exp_month: input.expMonth,
      exp_year: input.expYear,
      fingerprint: fingerprintOf(account, test.number),
      funding: test.funding,
      generated_from: null,
      last4: test.number.slice(-4),
      networks: { available: [test.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: wallSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: "card",
  });
  account.cards.insert({
    id: method.id,
    behaviour: test.number,
    isSetUpForOffSession: test.tokens.includes("pm_card_authenticationRequiredSetupForOffSession"),
  });
  return method;
}

/** Equal for the same number in one account, as Stripe's is: trial checks rely on it. */
function fingerprintOf(account: Account, number: string): string {
  return createHash("sha256").update(`${account.id}/${number}`).digest("base64url").slice(0, 16);
}

/** A fresh payment method of a `pm_card_…` token; null for anything else. */
export function methodOfToken(world: World, account: Account, token: string): PaymentMethod | null {
  const test = cardOfToken(token);
  if (!test) return null;
  const date = new Date(world.wallClock());
  return buildCard(world, account, test, { expMonth: date.getUTCMonth() + 1, expYear: date.getUTCFullYear() + 1 });
}

/** A payment method of a typed card; refuses impossible numbers and dates as Stripe does. */
export function methodOfCard(
  world: World,
  account: Account,
  input: CardInput,
  billing?: BillingDetails,
  metadata?: Record<string, string>,
): PaymentMethod {
  const number = input.number.replace(/[\s-]/g, "");
  const hard = { declineCode: null, adviceCode: null };
  if (!isValidNumber(number)) {
    throw cardError(
      { code: "incorrect_number", message: "Your card number is incorrect.", ...hard },
      { param: "number" },
    );
  }
  if (!(input.expMonth >= 1 && input.expMonth <= 12)) {
    throw cardError(
      { code: "invalid_expiry_month", message: "Your card's expiration month is invalid.", ...hard },
      { param: "exp_month" },
    );
  }
  const year = input.expYear < 100 ? 2000 + input.expYear : input.expYear;
  const today = new Date(world.wallClock());
  if (year * 12 + input.expMonth < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1) {
    throw cardError(
      { code: "invalid_expiry_year", message: "Your card's expiration year is invalid.", ...hard },
      { param: "exp_year" },
    );
  }
  if (typeof input.cvc === "string" && !/^\d{3,4}$/.test(input.cvc)) {
    throw cardError(
      { code: "invalid_cvc", message: "Your card's security code is invalid.", ...hard },
      { param: "cvc" },
    );
  }
  return buildCard(world, account, cardOfNumber(number), {
    expMonth: input.expMonth,
    expYear: year,
    ...(billing ? { billing } : {}),
    ...(metadata ? { metadata } : {}),
  });
}

/** The payment method of an id or token; null when there is none. */
export function resolveMethod(world: World, account: Account, idOrToken: string): PaymentMethod | null {
  return account.paymentMethods.find(idOrToken) ?? methodOfToken(world, account, idOrToken);
}

/** Attaches a payment method (or a fresh one of a token) to a customer. */
export function attachPaymentMethod(
  world: World,
  account: Account,
  idOrToken: string,
  customer: string,
): PaymentMethod {
  const method = resolveMethod(world, account, idOrToken);
  if (!method) {
    throw new StripeError({
      status: 404,
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such PaymentMethod: '${idOrToken}'; It's possible this PaymentMethod exists on one of your connected accounts, in which case you should retry this request on that connected account. Learn more at https://stripe.com/docs/connect/authentication`,
      param: "payment_method",
    });
  }
  if (method.customer === customer) return method;
  if (method.customer) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
    });
  }
  const refusal = behaviourOf(account, method.id).attachDecline;
  if (refusal) throw cardError(refusal);
  return bindToCustomer(world, account, method.id, customer);
}

/** Attaches without asking the bank: after a payment or setup that already did. */
export function bindToCustomer(world: World, account: Account, methodId: string, customer: string): PaymentMethod {
  const method = account.paymentMethods.get(methodId);
  if (method.customer === customer) return method;
  const attached = account.paymentMethods.update(methodId, { customer });
  emit(world, account, "payment_method.attached", attached);
  return attached;
}

/** Detaches a payment method and clears it where it was a default. */
export function detachPaymentMethod(world: World, account: Account, method: PaymentMethod): PaymentMethod {
  const detached = account.paymentMethods.update(method.id, { customer: null });
  emit(world, account, "payment_method.detached", detached, { customer: method.customer });
  if (!method.customer) return detached;
  for (const subscription of account.subscriptions.of(method.customer)) {
    if (subscription.default_payment_method === method.id) {
      account.subscriptions.update(subscription.id, { default_payment_method: null });
    }
  }
  const customer = account.customers.find(method.customer);
  if (customer?.invoice_settings.default_payment_method === method.id)
    setCustomerDefault(world, account, customer, null);
  return detached;
}

/** Makes a payment method the customer's default for invoices. */
export function setCustomerDefault(world: World, account: Account, before: Customer, method: string | null): Customer {
  const after = account.customers.update(before.id, {
    invoice_settings: { ...before.invoice_settings, default_payment_method: method },
  });
  emitUpdate(world, account, "customer.updated", before, after);
  return after;
}
