import type { Account } from "../account";
import { captureIntent } from "../billing/capture";
import { cancelIntent, confirmIntent, createIntent, type PaymentResult } from "../billing/payment-intents";
import { cardError, resolveMethod } from "../billing/payment-methods";
import { settlePayment } from "../billing/settle";
import { minimumCharge } from "../engine/money";
import { type Context, type Endpoint, fromBrowser, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference, StripeError } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { PaymentIntent } from "../store/wire";
import type { World } from "../world";
import { referredCustomer } from "./customers";
import { allowedMethodTypes } from "./method-types";
import { createMethod, METHOD_DATA } from "./payment-methods";

/** Of every change of an intent; `hooks` and `payment_details` are for taxes and networks. */
const UNKNOWN = p.missing(
  "amount_details",
  "customer_account",
  "excluded_payment_method_types",
  "hooks",
  "payment_details",
  "transfer_data",
  "transfer_group",
);
const CAPTURE = {
  ...p.NOTHING,
  ...p.missing(
    "amount_details",
    "amount_to_capture",
    "application_fee_amount",
    "final_capture",
    "hooks",
    "metadata",
    "payment_details",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
  ),
};
const CONFIRM_ONLY = p.missing("amount_to_confirm", "capture_method", "error_on_requires_action", "shipping");
const CONFIRM = {
  ...p.missing("amount_details", "confirmation_token", "excluded_payment_method_types", "hooks", "mandate"),
  ...p.missing("payment_details", "radar_options"),
  allowed_payment_method_types: allowedMethodTypes,
  payment_method: p.text,
  payment_method_data: p.object(METHOD_DATA),
  off_session: p.bool,
  return_url: p.text,
  setup_future_usage: p.enumOf("off_session", "on_session"),
  receipt_email: p.text,
  use_stripe_sdk: p.ignored,
  mandate_data: p.ignored,
  payment_method_options: p.ignored,
  client_secret: p.text,
  expected_payment_method_type: p.ignored,
  key: p.ignored,
  expand: p.expand,
};
const CREATE = {
  ...UNKNOWN,
  ...CONFIRM,
  ...p.missing("application_fee_amount", "on_behalf_of", "payment_method_configuration"),
  amount: p.integer,
  currency: p.text,
  customer: p.text,
  confirm: p.bool,
  description: p.text,
  metadata: p.metadata,
  automatic_payment_methods: p.object({ enabled: p.bool, allow_redirects: p.enumOf("always", "never") }),
  capture_method: p.enumOf("automatic", "automatic_async", "manual"),
  confirmation_method: p.enumOf("automatic", "manual"),
  error_on_requires_action: p.bool,
  statement_descriptor: p.ignored,
  statement_descriptor_suffix: p.ignored,
  shipping: p.ignored,
};
const UPDATE = {
  ...UNKNOWN,
  ...p.missing("application_fee_amount", "capture_method", "payment_method_configuration", "payment_method_options"),
  ...p.missing("shipping", "statement_descriptor", "statement_descriptor_suffix"),
  allowed_payment_method_types: allowedMethodTypes,
  amount: p.integer,
  currency: p.text,
  customer: p.text,
  description: p.text,
  metadata: p.metadata,
  payment_method: p.text,
  payment_method_data: p.object(METHOD_DATA),
  receipt_email: p.text,
  setup_future_usage: p.enumOf("off_session", "on_session"),
  expand: p.expand,
};

const AMOUNT_TOO_SMALL =
  "The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to save a Payment Method for future use without an immediate payment, use a Setup Intent instead: https://docs.stripe.com/payments/setup-intents";

function checkAmount(amount: number, currency: string): void {
  if (amount < 1) throw invalidRequest(AMOUNT_TOO_SMALL, { code: "parameter_invalid_integer", param: "amount" });
  if (amount < minimumCharge(currency)) {
    throw invalidRequest(`Amount must be at least ${minimumCharge(currency)} ${currency}`, {
      code: "amount_too_small",
      param: "amount",
    });
  }
}

function requireIntent(account: Account, id: string): PaymentIntent {
  const intent = account.paymentIntents.find(id);
  if (!intent) throw noSuch("payment_intent", id, "intent");
  return intent;
}

/** With a publishable key, an intent opens only with its client secret. */
export function checkSecret(
  key: Context<p.Spec>["key"],
  intent: { client_secret: string | null; id: string; object: string },
  given: p.Maybe<string>,
): void {
  if (key === "secret") return;
  if (given && given === intent.client_secret) return;
  throw noSuch(intent.object, intent.id, "intent");
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): PaymentIntent {
  const currency = p.required(params.currency, "currency").toLowerCase();
  const amount = p.required(params.amount, "amount");
  checkAmount(amount, currency);
  const customer = params.customer ? referredCustomer(account, params.customer) : null;
  const method = chosenMethod(world, account, params, null);
  const intent = createIntent(world, account, {
    amount,
    currency,
    customer: customer?.id ?? null,
    description: params.description ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    paymentMethod: method,
    setupFutureUsage: params.setup_future_usage ?? null,
    captureMethod: params.capture_method ?? "automatic_async",
    confirmationMethod: params.confirmation_method ?? "automatic",
    receiptEmail: params.receipt_email ?? null,
    allowedTypes: params.allowed_payment_method_types ?? null,
    automaticMethods: {
      allow_redirects: params.automatic_payment_methods?.allow_redirects ?? "always",
      enabled: params.automatic_payment_methods?.enabled ?? true,
    },
  });
  return params.confirm ? confirm(world, account, intent, params) : intent;
}

type ConfirmParams = Pick<
  p.Params<typeof CONFIRM>,
  | "allowed_payment_method_types"
  | "payment_method"
  | "payment_method_data"
  | "off_session"
  | "return_url"
  | "setup_future_usage"
>;

function chosenMethod(
  world: World,
  account: Account,
  params: Pick<ConfirmParams, "payment_method" | "payment_method_data">,
  fallback: string | null,
): string | null {
  if (params.payment_method_data) return createMethod(world, account, params.payment_method_data).id;
  if (!params.payment_method) return fallback;
  const method = resolveMethod(world, account, params.payment_method);
  if (!method) throw noSuchReference("PaymentMethod", params.payment_method, "payment_method");
  return method.id;
}

function confirm(world: World, account: Account, before: PaymentIntent, params: ConfirmParams): PaymentIntent {
  const isOpen =
    before.status === "requires_payment_method" ||
    before.status === "requires_confirmation" ||
    before.status === "requires_action";
  if (!isOpen) {
    throw new StripeError({
      status: 400,
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message: `You cannot confirm this PaymentIntent because it has already ${before.status === "succeeded" ? "succeeded after being previously confirmed" : `a status of ${before.status}`}.`,
      payment_intent: before,
    });
  }
  const method = chosenMethod(world, account, params, before.payment_method);
  if (!method) {
    throw new StripeError({
      status: 400,
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message:
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      payment_intent: before,
    });
  }
  if (params.setup_future_usage) {
    account.paymentIntents.update(before.id, { setup_future_usage: params.setup_future_usage });
  }
  if (params.allowed_payment_method_types) {
    account.paymentIntents.update(before.id, { allowed_payment_method_types: params.allowed_payment_method_types });
  }
  const result = confirmIntent(world, account, before.id, {
    paymentMethod: method,
    offSession: params.off_session ?? false,
    returnUrl: params.return_url ?? null,
  });
  return answer(world, account, result);
}

function answer(world: World, account: Account, result: PaymentResult): PaymentIntent {
  if (result.kind === "succeeded") settlePayment(world, account, result.intent);
  if (result.kind !== "declined") return account.paymentIntents.get(result.intent.id);
  throw cardError(result.decline, { charge: result.charge.id, payment_intent: result.intent });
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): PaymentIntent {
  const before = requireIntent(account, id);
  const amount = params.amount ?? before.amount;
  if (params.amount !== undefined) checkAmount(amount, before.currency);
  const method = chosenMethod(world, account, params, before.payment_method);
  return account.paymentIntents.update(id, {
    allowed_payment_method_types: p.changed(before.allowed_payment_method_types, params.allowed_payment_method_types),
    amount,
    currency: params.currency ?? before.currency,
    customer: params.customer ? referredCustomer(account, params.customer).id : before.customer,
    description: p.changed(before.description, params.description),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    payment_method: method,
    receipt_email: p.changed(before.receipt_email, params.receipt_email),
    setup_future_usage: p.changed(before.setup_future_usage, params.setup_future_usage),
    status: method && before.status === "requires_payment_method" ? "requires_confirmation" : before.status,
  });
}

export const paymentIntentEndpoints: Endpoint[] = [
  post("/v1/payment_intents", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/payment_intents",
    { ...p.LIST, created: p.range, customer: p.text, customer_account: p.refused },
    ({ account, params }) => {
      const rows = params.customer
        ? account.paymentIntents.of(params.customer).reverse()
        : account.paymentIntents.newestFirst();
      return page(rows, params, "/v1/payment_intents", "payment_intent");
    },
  ),
  fromBrowser(
    get(
      "/v1/payment_intents/:id",
      { client_secret: p.text, is_stripe_sdk: p.ignored, key: p.ignored, expand: p.expand },
      ({ account, id, params, key }) => {
        const intent = requireIntent(account, id);
        checkSecret(key, intent, params.client_secret);
        return intent;
      },
    ),
  ),
  post("/v1/payment_intents/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  fromBrowser(
    post("/v1/payment_intents/:id/confirm", { ...CONFIRM, ...CONFIRM_ONLY }, ({ world, account, id, params, key }) => {
      const intent = requireIntent(account, id);
      checkSecret(key, intent, params.client_secret);
      return confirm(world, account, intent, params);
    }),
  ),
  post("/v1/payment_intents/:id/capture", CAPTURE, ({ world, account, id }) =>
    captureIntent(world, account, requireIntent(account, id).id),
  ),
  post(
    "/v1/payment_intents/:id/cancel",
    {
      cancellation_reason: p.enumOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
      expand: p.expand,
    },
    ({ world, account, id, params }) =>
      cancelIntent(world, account, requireIntent(account, id), params.cancellation_reason ?? null),
  ),
];
