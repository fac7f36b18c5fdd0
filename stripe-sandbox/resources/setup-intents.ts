import type { Account } from "../account";
import { cardError, resolveMethod } from "../billing/payment-methods";
import { settleSetup } from "../billing/settle";
import { confirmSetup, createSetupIntent } from "../billing/setup-intents";
import { emit } from "../events/emit";
import { type Endpoint, fromBrowser, get, post } from "../http/endpoint";
import { noSuch, noSuchReference, StripeError } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { SetupIntent } from "../store/wire";
import type { World } from "../world";
import { referredCustomer } from "./customers";
import { allowedMethodTypes } from "./method-types";
import { checkSecret } from "./payment-intents";
import { createMethod, METHOD_DATA } from "./payment-methods";

const UNKNOWN = p.missing(
  "attach_to_self",
  "customer_account",
  "excluded_payment_method_types",
  "flow_directions",
  "payment_method_configuration",
);
const CONFIRM = {
  confirmation_token: p.refused,
  allowed_payment_method_types: allowedMethodTypes,
  payment_method: p.text,
  payment_method_data: p.object(METHOD_DATA),
  return_url: p.text,
  mandate_data: p.ignored,
  payment_method_options: p.ignored,
  use_stripe_sdk: p.ignored,
  client_secret: p.text,
  expected_payment_method_type: p.ignored,
  key: p.ignored,
  expand: p.expand,
};
const CREATE = {
  ...UNKNOWN,
  ...p.missing("on_behalf_of", "single_use"),
  ...CONFIRM,
  automatic_payment_methods: p.object({ enabled: p.bool, allow_redirects: p.enumOf("always", "never") }),
  confirm: p.bool,
  customer: p.text,
  description: p.text,
  metadata: p.metadata,
  usage: p.enumOf("off_session", "on_session"),
};
const UPDATE = {
  ...UNKNOWN,
  payment_method_data: p.object(METHOD_DATA),
  payment_method_options: p.refused,
  allowed_payment_method_types: allowedMethodTypes,
  customer: p.text,
  description: p.text,
  metadata: p.metadata,
  payment_method: p.text,
  expand: p.expand,
};

function requireSetup(account: Account, id: string): SetupIntent {
  const intent = account.setupIntents.find(id);
  if (!intent) throw noSuch("setupintent", id, "intent");
  return intent;
}

type MethodParams = Pick<p.Params<typeof CONFIRM>, "payment_method" | "payment_method_data">;

function chosenMethod(
  world: World,
  account: Account,
  params: Partial<MethodParams>,
  fallback: string | null,
): string | null {
  if (params.payment_method_data) return createMethod(world, account, params.payment_method_data).id;
  if (!params.payment_method) return fallback;
  const method = resolveMethod(world, account, params.payment_method);
  if (!method) throw noSuchReference("PaymentMethod", params.payment_method, "payment_method");
  return method.id;
}

function confirm(
  world: World,
  account: Account,
  before: SetupIntent,
  params: Partial<MethodParams & Pick<p.Params<typeof CONFIRM>, "allowed_payment_method_types" | "return_url">>,
): SetupIntent {
  if (before.status === "succeeded" || before.status === "canceled") {
    throw unexpectedState(`You cannot confirm this SetupIntent because it has a status of ${before.status}.`, before);
  }
  const method = chosenMethod(world, account, params, before.payment_method);
  if (!method) {
    throw unexpectedState("You cannot confirm this SetupIntent because it's missing a payment method.", before);
  }
  if (params.allowed_payment_method_types) {
    account.setupIntents.update(before.id, { allowed_payment_method_types: params.allowed_payment_method_types });
  }
  const result = confirmSetup(world, account, before.id, {
    paymentMethod: method,
    returnUrl: params.return_url ?? null,
  });
  if (result.kind === "declined") throw cardError(result.decline, { setup_intent: result.intent });
  if (result.kind === "succeeded") settleSetup(world, account, result.intent);
  return account.setupIntents.get(before.id);
}

function unexpectedState(message: string, intent: SetupIntent): StripeError {
  return new StripeError({
    status: 400,
    type: "invalid_request_error",
    code: "setup_intent_unexpected_state",
    message,
    setup_intent: intent,
  });
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): SetupIntent {
  const customer = params.customer ? referredCustomer(account, params.customer) : null;
  const intent = createSetupIntent(world, account, {
    customer: customer?.id ?? null,
    usage: params.usage ?? "off_session",
    description: params.description ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    paymentMethod: chosenMethod(world, account, params, null),
    allowedTypes: params.allowed_payment_method_types ?? null,
    automaticMethods: {
      allow_redirects: params.automatic_payment_methods?.allow_redirects ?? "always",
      enabled: params.automatic_payment_methods?.enabled ?? true,
    },
  });
  return params.confirm ? confirm(world, account, intent, { return_url: params.return_url }) : intent;
}

function cancel(world: World, account: Account, id: string, reason: SetupIntent["cancellation_reason"]): SetupIntent {
  const before = requireSetup(account, id);
  if (before.status === "succeeded" || before.status === "canceled") {
    throw unexpectedState(`You cannot cancel this SetupIntent because it has a status of ${before.status}.`, before);
  }
  const canceled = account.setupIntents.update(id, {
    status: "canceled",
    cancellation_reason: reason,
    next_action: null,
  });
  emit(world, account, "setup_intent.canceled", canceled);
  return canceled;
}

export const setupIntentEndpoints: Endpoint[] = [
  post("/v1/setup_intents", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/setup_intents",
    {
      ...p.LIST,
      ...p.missing("attach_to_self", "customer_account"),
      created: p.range,
      customer: p.text,
      payment_method: p.text,
    },
    ({ account, params }) => {
      const rows = account.setupIntents
        .newestFirst()
        .filter(
          (row) =>
            (!params.customer || row.customer === params.customer) &&
            (!params.payment_method || row.payment_method === params.payment_method),
        );
      return page(rows, params, "/v1/setup_intents", "setupintent");
    },
  ),
  fromBrowser(
    get(
      "/v1/setup_intents/:id",
      { client_secret: p.text, is_stripe_sdk: p.ignored, key: p.ignored, expand: p.expand },
      ({ account, id, params, key }) => {
        const intent = requireSetup(account, id);
        checkSecret(key, intent, params.client_secret);
        return intent;
      },
    ),
  ),
  post("/v1/setup_intents/:id", UPDATE, ({ world, account, id, params }) => {
    const before = requireSetup(account, id);
    const method = chosenMethod(world, account, params, before.payment_method);
    return account.setupIntents.update(id, {
      allowed_payment_method_types: p.changed(before.allowed_payment_method_types, params.allowed_payment_method_types),
      customer: params.customer ? referredCustomer(account, params.customer).id : before.customer,
      description: p.changed(before.description, params.description),
      metadata: p.mergeMetadata(before.metadata, params.metadata),
      payment_method: method,
      status: method && before.status === "requires_payment_method" ? "requires_confirmation" : before.status,
    });
  }),
  fromBrowser(
    post("/v1/setup_intents/:id/confirm", CONFIRM, ({ world, account, id, params, key }) => {
      const intent = requireSetup(account, id);
      checkSecret(key, intent, params.client_secret);
      return confirm(world, account, intent, params);
    }),
  ),
  post(
    "/v1/setup_intents/:id/cancel",
    { cancellation_reason: p.enumOf("abandoned", "duplicate", "requested_by_customer"), expand: p.expand },
    ({ world, account, id, params }) => cancel(world, account, id, params.cancellation_reason ?? null),
  ),
];
