import type { Account } from "../account";
import {
  attachPaymentMethod,
  type BillingDetails,
  detachPaymentMethod,
  methodOfCard,
  methodOfToken,
} from "../billing/payment-methods";
import { emitUpdate } from "../events/emit";
import { type Endpoint, fromBrowser, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { PaymentMethod } from "../store/wire";
import type { World } from "../world";
import { referredCustomer, requireCustomer } from "./customers";

const billingDetails = p.object({
  address: p.object({
    city: p.text,
    country: p.text,
    line1: p.text,
    line2: p.text,
    postal_code: p.text,
    state: p.text,
  }),
  email: p.text,
  name: p.text,
  phone: p.text,
  tax_id: p.text,
});
/** How a card is given inline: `payment_method_data` of an intent, or the creation of a payment method. */
export const METHOD_DATA = {
  type: p.enumOf("card"),
  card: p.object({ number: p.text, exp_month: p.integer, exp_year: p.integer, cvc: p.text, token: p.text }),
  billing_details: billingDetails,
  allow_redisplay: p.enumOf("always", "limited", "unspecified"),
  metadata: p.metadata,
};
type MethodData = p.Params<typeof METHOD_DATA>;

function detailsOf(params: MethodData["billing_details"]): BillingDetails {
  return {
    email: params?.email ?? null,
    name: params?.name ?? null,
    phone: params?.phone ?? null,
    country: params?.address?.country ?? null,
    postalCode: params?.address?.postal_code ?? null,
  };
}

/** Makes a payment method of inline card data. */
export function createMethod(world: World, account: Account, params: MethodData): PaymentMethod {
  const card = p.required(params.card, "card");
  if (card.token) {
    const made = methodOfToken(world, account, card.token.replace(/^tok_/, "pm_card_"));
    if (!made)
      throw invalidRequest(`No such token: '${card.token}'`, { code: "resource_missing", param: "card[token]" });
    return made;
  }
  return methodOfCard(
    world,
    account,
    {
      number: p.required(card.number, "card[number]"),
      expMonth: p.required(card.exp_month, "card[exp_month]"),
      expYear: p.required(card.exp_year, "card[exp_year]"),
      cvc: card.cvc ?? null,
    },
    detailsOf(params.billing_details),
    p.mergeMetadata({}, params.metadata),
  );
}

function requireMethod(account: Account, id: string): PaymentMethod {
  const method = account.paymentMethods.find(id);
  if (!method) throw noSuch("PaymentMethod", id, "payment_method");
  return method;
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): PaymentMethod {
  const before = requireMethod(account, id);
  const details = params.billing_details;
  const after = account.paymentMethods.update(id, {
    allow_redisplay: params.allow_redisplay ?? before.allow_redisplay,
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    billing_details: details
      ? {
          ...before.billing_details,
          email: p.changed(before.billing_details.email, details.email),
          name: p.changed(before.billing_details.name, details.name),
          phone: p.changed(before.billing_details.phone, details.phone),
        }
      : before.billing_details,
    ...(before.card
      ? {
          card: {
            ...before.card,
            exp_month: params.card?.exp_month ?? before.card.exp_month,
            exp_year: params.card?.exp_year ?? before.card.exp_year,
          },
        }
      : {}),
  });
  emitUpdate(world, account, "payment_method.updated", before, after);
  return after;
}

const UPDATE = {
  billing_details: billingDetails,
  card: p.object({ exp_month: p.integer, exp_year: p.integer, networks: p.ignored }),
  us_bank_account: p.refused,
  allow_redisplay: p.enumOf("always", "limited", "unspecified"),
  metadata: p.metadata,
  expand: p.expand,
};
/** Only cards are imitated. */
const OTHER_KINDS = p.missing(
  "customer",
  "payment_method",
  "radar_options",
  "acss_debit",
  "affirm",
  "afterpay_clearpay",
  "alipay",
  "alma",
  "amazon_pay",
  "au_becs_debit",
  "bacs_debit",
  "bancontact",
  "billie",
  "bizum",
  "blik",
  "boleto",
  "cashapp",
  "crypto",
  "custom",
  "customer_balance",
  "eps",
  "fpx",
  "giropay",
  "grabpay",
  "ideal",
  "interac_present",
  "kakao_pay",
  "klarna",
  "konbini",
  "kr_card",
  "link",
  "mb_way",
  "mobilepay",
  "multibanco",
  "naver_pay",
  "nz_bank_account",
  "oxxo",
  "p24",
  "pay_by_bank",
  "payco",
  "paynow",
  "paypal",
  "paypay",
  "payto",
  "pix",
  "promptpay",
  "revolut_pay",
  "samsung_pay",
  "satispay",
  "scalapay",
  "sepa_debit",
  "sequra",
  "sofort",
  "sunbit",
  "swish",
  "twint",
  "upi",
  "us_bank_account",
  "wechat_pay",
  "zip",
);
const BY_TYPE = { ...p.LIST, type: p.text, allow_redisplay: p.enumOf("always", "limited", "unspecified") };

function wanted(params: p.Params<typeof BY_TYPE>): (row: PaymentMethod) => boolean {
  return (row) =>
    (!params.type || row.type === params.type) &&
    (!params.allow_redisplay || row.allow_redisplay === params.allow_redisplay);
}

export const paymentMethodEndpoints: Endpoint[] = [
  fromBrowser(
    post(
      "/v1/payment_methods",
      { ...METHOD_DATA, ...OTHER_KINDS, expand: p.expand, key: p.ignored, client_attribution_metadata: p.ignored },
      ({ world, account, params }) => createMethod(world, account, params),
    ),
  ),
  get("/v1/payment_methods", { ...BY_TYPE, customer: p.text, customer_account: p.refused }, ({ account, params }) => {
    const rows = params.customer ? account.paymentMethods.of(params.customer).reverse() : [];
    return page(rows.filter(wanted(params)), params, "/v1/payment_methods");
  }),
  get("/v1/payment_methods/:id", p.NOTHING, ({ account, id }) => requireMethod(account, id)),
  post("/v1/payment_methods/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  post(
    "/v1/payment_methods/:id/attach",
    { customer: p.text, customer_account: p.refused, expand: p.expand },
    ({ world, account, id, params }) => {
      const customer = referredCustomer(account, p.required(params.customer, "customer"));
      return attachPaymentMethod(world, account, id, customer.id);
    },
  ),
  post("/v1/payment_methods/:id/detach", p.NOTHING, ({ world, account, id }) => {
    const method = requireMethod(account, id);
    if (!method.customer) {
      throw invalidRequest(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    }
    return detachPaymentMethod(world, account, method);
  }),
  get("/v1/customers/:id/payment_methods", BY_TYPE, ({ account, id, params }) => {
    const customer = requireCustomer(account, id);
    const rows = account.paymentMethods.of(customer.id).reverse();
    return page(rows.filter(wanted(params)), params, `/v1/customers/${id}/payment_methods`);
  }),
  get("/v1/customers/:id/payment_methods/:method", p.NOTHING, ({ account, id, path }) => {
    const method = requireMethod(account, path.method ?? "");
    if (method.customer !== id) throw noSuch("PaymentMethod", method.id, "payment_method");
    return method;
  }),
];
