import type { Account } from "../account";
import { AUTHENTICATION_REQUIRED, authorise, type Decline } from "../engine/test-cards";
import { emit } from "../events/emit";
import { invalidRequest } from "../http/errors";
import type { IntentRecord } from "../store/hidden";
import { newId, randomText } from "../store/ids";
import type { Charge, PaymentIntent } from "../store/wire";
import { now, type World } from "../world";
import { recordCharge } from "./charges";
import { behaviourOf, bindToCustomer } from "./payment-methods";

/** What a new payment intent is for. */
export type IntentInput = {
  amount: number;
  currency: string;
  customer: string | null;
  description?: string | null;
  metadata?: Record<string, string>;
  paymentMethod?: string | null;
  setupFutureUsage?: "off_session" | "on_session" | null;
  captureMethod?: "automatic" | "automatic_async" | "manual";
  confirmationMethod?: "automatic" | "manual";
  receiptEmail?: string | null;
  allowedTypes?: PaymentIntent["allowed_payment_method_types"];
  automaticMethods?: PaymentIntent["automatic_payment_methods"];
  record?: Partial<IntentRecord>;
  /** Kept back until the burst's order asks for it. */
  isSilent?: boolean;
};

/** How confirming a payment intent ended. */
export type PaymentResult =
  | { kind: "succeeded"; intent: PaymentIntent; charge: Charge }
  | { kind: "requires_action"; intent: PaymentIntent }
  | { kind: "declined"; intent: PaymentIntent; decline: Decline; charge: Charge };

/** Makes a payment intent that waits for its payment method or confirmation. */
export function createIntent(world: World, account: Account, input: IntentInput): PaymentIntent {
  const id = newId("pi");
  const invoice = input.record?.invoice ?? null;
  account.intentRecords.insert({
    id,
    returnUrl: null,
    invoice,
    checkout: null,
    portal: null,
    subscription: null,
    offSession: false,
    ...input.record,
  });
  const intent = account.paymentIntents.insert({
    id,
    object: "payment_intent",
    allowed_payment_method_types: input.allowedTypes ?? null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: input.automaticMethods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod ?? "automatic_async",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: input.confirmationMethod ?? "automatic",
    created: now(world, account, input.customer),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    ...(invoice ? { payment_details: { customer_reference: null, order_reference: invoice } } : {}),
    payment_method: input.paymentMethod ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail ?? null,
    review: null,
    setup_future_usage: input.setupFutureUsage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: input.paymentMethod ? "requires_confirmation" : "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  });
  if (!input.isSilent) emit(world, account, "payment_intent.created", intent);
  return intent;
}

/** Charges an intent with a payment method; the caller settles what the success means. */
export function confirmIntent(
  world: World,
  account: Account,
  intentId: string,
  options: { paymentMethod: string; offSession?: boolean; isAuthenticated?: boolean; returnUrl?: string | null },
): PaymentResult {
  const before = account.paymentIntents.get(intentId);
  const behaviour = behaviourOf(account, options.paymentMethod);
  const card = account.cards.find(options.paymentMethod);
  if (options.returnUrl) account.intentRecords.update(intentId, { returnUrl: options.returnUrl });
  const answer = authorise(behaviour, {
    isSetUp: card?.isSetUpForOffSession ?? false,
    isAuthenticated: options.isAuthenticated ?? false,
  });
  if (answer.kind === "challenge" && options.offSession) {
    return declined(world, account, before, options.paymentMethod, AUTHENTICATION_REQUIRED);
  }
  if (answer.kind === "challenge") return challenged(world, account, before, options.paymentMethod, options.returnUrl);
  if (answer.kind === "declined") return declined(world, account, before, options.paymentMethod, answer.decline);
  return approved(world, account, before, options.paymentMethod);
}

function approved(world: World, account: Account, before: PaymentIntent, paymentMethod: string): PaymentResult {
  if (before.setup_future_usage && before.customer) bindToCustomer(world, account, paymentMethod, before.customer);
  if (before.setup_future_usage === "off_session") account.cards.update(paymentMethod, { isSetUpForOffSession: true });
  const isHeld = before.capture_method === "manual";
  const charge = recordCharge(world, account, before, paymentMethod, null, { isHeld });
  const intent = account.paymentIntents.update(before.id, {
    status: isHeld ? "requires_capture" : "succeeded",
    amount_received: isHeld ? 0 : before.amount,
    amount_capturable: isHeld ? before.amount : 0,
    payment_method: paymentMethod,
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: null,
  });
  emit(world, account, isHeld ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent);
  return { kind: "succeeded", intent, charge };
}

function challenged(
  world: World,
  account: Account,
  before: PaymentIntent,
  paymentMethod: string,
  returnUrl: string | null | undefined,
): PaymentResult {
  const intent = account.paymentIntents.update(before.id, {
    status: "requires_action",
    payment_method: paymentMethod,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: {
        return_url: returnUrl ?? account.intentRecords.find(before.id)?.returnUrl ?? null,
        url: challengeUrl(world, before.id, before.client_secret),
      },
    },
  });
  emit(world, account, "payment_intent.requires_action", intent);
  return { kind: "requires_action", intent };
}

/** Where the bank's challenge page of an intent stands. */
export function challengeUrl(world: World, intentId: string, clientSecret: string | null): string {
  return `${world.publicUrl}/3ds/${intentId}?client_secret=${encodeURIComponent(clientSecret ?? "")}`;
}

/** Records a decline on an intent: the failed charge, the error, and the status that asks for another card. */
export function declined(
  world: World,
  account: Account,
  before: PaymentIntent,
  paymentMethod: string,
  decline: Decline,
): PaymentResult {
  const charge = recordCharge(world, account, before, paymentMethod, decline, { isHeld: false });
  const intent = account.paymentIntents.update(before.id, {
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: paymentError(account, paymentMethod, decline, charge.id),
  });
  emit(world, account, "payment_intent.payment_failed", intent);
  return { kind: "declined", intent, decline, charge };
}

function paymentError(
  account: Account,
  paymentMethod: string,
  decline: Decline,
  charge: string | null,
): PaymentIntent["last_payment_error"] {
  const method = account.paymentMethods.find(paymentMethod);
  const known = errorCode(decline.code);
  return {
    type: "card_error",
    ...(known ? { code: known } : {}),
    message: decline.message,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    ...(decline.adviceCode ? { advice_code: decline.adviceCode } : {}),
    ...(charge ? { charge } : {}),
    ...(method ? { payment_method: method } : {}),
  };
}

type ErrorCode = NonNullable<NonNullable<PaymentIntent["last_payment_error"]>["code"]>;

function errorCode(code: string): ErrorCode | null {
  switch (code) {
    case "card_declined":
    case "expired_card":
    case "incorrect_cvc":
    case "incorrect_number":
    case "processing_error":
    case "authentication_required":
    case "payment_intent_authentication_failure":
      return code;
    default:
      return null;
  }
}

/** The customer failed or left the bank's challenge: no charge was made. */
export function failChallenge(world: World, account: Account, intentId: string): PaymentIntent {
  const before = account.paymentIntents.get(intentId);
  const decline: Decline = {
    code: "payment_intent_authentication_failure",
    declineCode: null,
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    adviceCode: null,
  };
  const intent = account.paymentIntents.update(intentId, {
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: paymentError(account, before.payment_method ?? "", decline, null),
  });
  emit(world, account, "payment_intent.payment_failed", intent);
  return intent;
}

/** Cancels an intent that has not been paid. */
export function cancelIntent(
  world: World,
  account: Account,
  intent: PaymentIntent,
  reason: PaymentIntent["cancellation_reason"],
): PaymentIntent {
  if (intent.status === "succeeded" || intent.status === "canceled") {
    throw invalidRequest(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  const canceled = account.paymentIntents.update(intent.id, {
    status: "canceled",
    canceled_at: now(world, account, intent.customer),
    cancellation_reason: reason,
    next_action: null,
    amount_capturable: 0,
  });
  emit(world, account, "payment_intent.canceled", canceled);
  return canceled;
}
