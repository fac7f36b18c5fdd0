import type { Account } from "../account";
import type { Decline } from "../engine/test-cards";
import { emit } from "../events/emit";
import type { IntentRecord } from "../store/hidden";
import { newId, randomText } from "../store/ids";
import type { SetupIntent } from "../store/wire";
import { now, type World } from "../world";
import { challengeUrl } from "./payment-intents";
import { behaviourOf, bindToCustomer } from "./payment-methods";

/** How confirming a setup intent ended. */
export type SetupResult =
  | { kind: "succeeded"; intent: SetupIntent }
  | { kind: "requires_action"; intent: SetupIntent }
  | { kind: "declined"; intent: SetupIntent; decline: Decline };

/** Makes a setup intent. */
export function createSetupIntent(
  world: World,
  account: Account,
  input: {
    customer: string | null;
    usage?: "off_session" | "on_session";
    metadata?: Record<string, string>;
    description?: string | null;
    paymentMethod?: string | null;
    allowedTypes?: SetupIntent["allowed_payment_method_types"];
    automaticMethods?: SetupIntent["automatic_payment_methods"];
    record?: Partial<IntentRecord>;
  },
): SetupIntent {
  const id = newId("seti");
  account.intentRecords.insert({
    id,
    returnUrl: null,
    invoice: null,
    checkout: null,
    portal: null,
    subscription: null,
    offSession: false,
    ...input.record,
  });
  const intent = account.setupIntents.insert({
    id,
    object: "setup_intent",
    allowed_payment_method_types: input.allowedTypes ?? null,
    application: null,
    automatic_payment_methods: input.automaticMethods ?? null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(31)}`,
    created: now(world, account, input.customer),
    customer: input.customer,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.paymentMethod ?? null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: input.paymentMethod ? "requires_confirmation" : "requires_payment_method",
    usage: input.usage ?? "off_session",
  });
  emit(world, account, "setup_intent.created", intent);
  return intent;
}

/** Sets a card up: succeeds, asks for a challenge, or is declined. */
export function confirmSetup(
  world: World,
  account: Account,
  intentId: string,
  options: { paymentMethod: string; isAuthenticated?: boolean; returnUrl?: string | null },
): SetupResult {
  const before = account.setupIntents.get(intentId);
  if (options.returnUrl) account.intentRecords.update(intentId, { returnUrl: options.returnUrl });
  const behaviour = behaviourOf(account, options.paymentMethod);
  if (behaviour.attachDecline)
    return setupDeclined(world, account, intentId, options.paymentMethod, behaviour.attachDecline);
  if (behaviour.challenge !== "never" && !options.isAuthenticated) {
    const intent = account.setupIntents.update(intentId, {
      status: "requires_action",
      payment_method: options.paymentMethod,
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: {
          return_url: options.returnUrl ?? account.intentRecords.find(intentId)?.returnUrl ?? null,
          url: challengeUrl(world, intentId, before.client_secret),
        },
      },
    });
    emit(world, account, "setup_intent.requires_action", intent);
    return { kind: "requires_action", intent };
  }
  if (before.customer) bindToCustomer(world, account, options.paymentMethod, before.customer);
  account.cards.update(options.paymentMethod, { isSetUpForOffSession: true });
  const intent = account.setupIntents.update(intentId, {
    status: "succeeded",
    payment_method: options.paymentMethod,
    next_action: null,
    last_setup_error: null,
  });
  emit(world, account, "setup_intent.succeeded", intent);
  return { kind: "succeeded", intent };
}

/** Records a refused setup. */
export function setupDeclined(
  world: World,
  account: Account,
  intentId: string,
  paymentMethod: string,
  decline: Decline,
): SetupResult {
  const method = account.paymentMethods.find(paymentMethod);
  const intent = account.setupIntents.update(intentId, {
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_setup_error: {
      type: "card_error",
      message: decline.message,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
      ...(decline.code === "setup_intent_authentication_failure"
        ? { code: "setup_intent_authentication_failure" }
        : {}),
      ...(decline.code === "card_declined" ? { code: "card_declined" } : {}),
      ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
      ...(method ? { payment_method: method } : {}),
    },
  });
  emit(world, account, "setup_intent.setup_failed", intent);
  return { kind: "declined", intent, decline };
}

/** The decline of a failed or abandoned challenge. */
export const SETUP_AUTHENTICATION_FAILED: Decline = {
  code: "setup_intent_authentication_failure",
  declineCode: null,
  message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
  adviceCode: null,
};
