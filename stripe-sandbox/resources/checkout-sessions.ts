import type { Account } from "../account";
import { checkAnchor } from "../billing/cycle-anchor";
import { requestedDiscounts } from "../billing/discounts";
import { amountOf } from "../billing/prices";
import { createSetupIntent } from "../billing/setup-intents";
import { expireSession } from "../checkout/expire";
import { checkoutLineItems } from "../checkout/line-items";
import { checkTaxLocation } from "../checkout/tax-location";
import { updateTotals } from "../checkout/totals";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidParam, invalidRequest, missingParam, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { CheckoutRecord } from "../store/hidden";
import { newId } from "../store/ids";
import type { CheckoutSession, Customer, Price } from "../store/wire";
import { now, type World, wallSeconds } from "../world";
import { CREATE, type CreateParams } from "./checkout-params";
import { buildSession } from "./checkout-session-object";
import { referredCustomer } from "./customers";
import * as s from "./subscription-params";

function requireSession(account: Account, id: string): CheckoutSession {
  const session = account.checkoutSessions.find(id);
  if (!session) throw noSuch("checkout.session", id, "session");
  return session;
}

type Line = { id: string; price: Price; quantity: number; taxRates: string[]; metadata: Record<string, string> };

function linesOf(world: World, account: Account, params: CreateParams, mode: CheckoutSession["mode"]): Line[] {
  if (mode === "setup") {
    if (params.line_items)
      throw invalidParam("You can not pass `line_items` in `setup` mode.", { param: "line_items" });
    return [];
  }
  const lines = (params.line_items ?? []).map((item, index) => {
    const name = `line_items[${index}]`;
    const price = s.priceOf(world, account, { ...item, plan: undefined }, name);
    if (!price) throw missingParam(`${name}[price]`);
    const taxRates = s.taxRatesOf(account, item.tax_rates, `${name}[tax_rates]`).map((rate) => rate.id);
    const metadata = p.mergeMetadata({}, item.metadata);
    return { id: newId("li"), price, quantity: item.quantity ?? 1, taxRates, metadata };
  });
  if (lines.length === 0) throw missingParam("line_items");
  const hasRecurring = lines.some((line) => line.price.recurring !== null);
  if (mode === "subscription" && !hasRecurring) {
    throw invalidRequest("You must provide at least one recurring price in `subscription` mode when using prices.");
  }
  if (mode === "payment" && hasRecurring) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
    );
  }
  return lines;
}

function checkUrls(params: CreateParams): void {
  const uiMode = params.ui_mode ?? "hosted_page";
  if (uiMode === "hosted_page") {
    if (!params.success_url) throw missingParam("success_url");
    if (params.return_url)
      throw invalidParam("`return_url` can only be used with embedded sessions.", { param: "return_url" });
    return;
  }
  if (params.redirect_on_completion !== "never" && !params.return_url) throw missingParam("return_url");
}

function checkChoices(params: CreateParams): void {
  if (params.customer && params.customer_email) {
    throw invalidParam("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer_email",
    });
  }
  if (params.allow_promotion_codes && params.discounts) {
    throw invalidParam("You may only specify one of these parameters: allow_promotion_codes, discounts.", {
      param: "discounts",
    });
  }
}

function checkTrial(params: CreateParams, at: number): void {
  const data = params.subscription_data;
  if (typeof data?.trial_period_days === "number" && data.trial_period_days < 1) {
    throw invalidParam("The minimum number of trial period days is 1.", {
      param: "subscription_data[trial_period_days]",
    });
  }
  if (typeof data?.trial_end === "number" && data.trial_end < at + 2 * 86_400) {
    throw invalidRequest("The `trial_end` date has to be at least 2 days in the future.", {
      param: "subscription_data[trial_end]",
    });
  }
}

function expiryOf(params: CreateParams, at: number): number {
  const wanted = params.expires_at;
  if (typeof wanted !== "number") return at + 86_400;
  if (wanted < at + 30 * 60 - 60 || wanted > at + 86_400 + 60) {
    throw invalidRequest(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
      {
        param: "expires_at",
      },
    );
  }
  return wanted;
}

function recordOf(
  account: Account,
  params: CreateParams,
  id: string,
  lines: Line[],
  customer: Customer | null,
  at: number,
  currency: string,
): CheckoutRecord {
  const subscriptionData = params.subscription_data;
  const [applied] = requestedDiscounts(account, s.discountRequests(params.discounts), {
    customer: customer?.id ?? null,
    subscription: null,
    at,
    amount: lines.reduce((sum, line) => sum + amountOf(line.price, line.quantity, currency), 0),
    currency,
  });
  return {
    id,
    lines: linesById(lines),
    discount: applied ? { coupon: applied.coupon.id, promotionCode: applied.discount.promotion_code } : null,
    trialEnd: subscriptionData?.trial_end ?? null,
    trialDays: subscriptionData?.trial_period_days ?? null,
    missingPaymentMethod: subscriptionData?.trial_settings?.end_behavior?.missing_payment_method ?? "create_invoice",
    subscriptionMetadata: p.mergeMetadata({}, subscriptionData?.metadata),
    subscriptionDescription: subscriptionData?.description ?? null,
    billingCycleAnchor: subscriptionData?.billing_cycle_anchor ?? null,
    prorationBehavior: subscriptionData?.proration_behavior ?? "create_prorations",
    defaultTaxRates: subscriptionData?.default_tax_rates ?? [],
    intentMetadata: p.mergeMetadata({}, params.payment_intent_data?.metadata ?? params.setup_intent_data?.metadata),
    intentDescription: params.payment_intent_data?.description ?? params.setup_intent_data?.description ?? null,
    setupFutureUsage: params.payment_intent_data?.setup_future_usage ?? null,
    createsInvoice: params.invoice_creation?.enabled ?? false,
    automaticTax: params.automatic_tax?.enabled ?? false,
    updatesAddress: params.customer_update?.address === "auto",
    intent: null,
    pending: null,
  };
}

function linesById(lines: Line[]): CheckoutRecord["lines"] {
  return lines.map((line) => ({ ...line, price: line.price.id }));
}

function create(world: World, account: Account, params: CreateParams): CheckoutSession {
  const mode = params.mode ?? "payment";
  if (params.mode === undefined) throw missingParam("mode");
  checkUrls(params);
  checkChoices(params);
  const customer = params.customer ? referredCustomer(account, params.customer) : null;
  const at = now(world, account, customer?.id ?? null);
  checkTrial(params, at);
  checkTaxLocation(customer, params);
  const lines = linesOf(world, account, params, mode);
  const anchor = params.subscription_data?.billing_cycle_anchor;
  const recurring = lines.filter((line) => line.price.recurring !== null).map((line) => line.price);
  if (typeof anchor === "number") checkAnchor(recurring, anchor, at, "subscription_data[billing_cycle_anchor]");
  const wantedCurrency = params.currency ?? (mode === "subscription" ? customer?.currency : null);
  const currency =
    lines.length > 0
      ? s.currencyOf(
          lines.map((line) => line.price),
          wantedCurrency,
        )
      : (params.currency ?? null);
  const created = wallSeconds(world);
  const session = buildSession(world, account, params, {
    mode,
    customer,
    currency,
    created,
    expiresAt: expiryOf(params, created),
  });
  const record = recordOf(account, params, session.id, lines, customer, at, currency ?? "usd");
  account.checkoutRecords.insert(record);
  account.checkoutSessions.insert(session);
  if (mode === "setup") return openSetup(world, account, session, record, customer);
  return updateTotals(world, account, session.id);
}

function openSetup(
  world: World,
  account: Account,
  session: CheckoutSession,
  record: CheckoutRecord,
  customer: Customer | null,
): CheckoutSession {
  const intent = createSetupIntent(world, account, {
    customer: customer?.id ?? null,
    metadata: record.intentMetadata,
    description: record.intentDescription,
    record: { checkout: session.id },
  });
  return account.checkoutSessions.update(session.id, {
    setup_intent: intent.id,
    payment_status: "no_payment_required",
  });
}

const UPDATE = {
  ...p.missing("collected_information", "line_items", "payment_intent_data", "shipping_options"),
  metadata: p.metadata,
  expand: p.expand,
};
const LIST = {
  ...p.LIST,
  created: p.range,
  customer: p.text,
  customer_details: p.object({ email: p.text }),
  payment_intent: p.text,
  payment_link: p.refused,
  customer_account: p.refused,
  status: p.enumOf("complete", "expired", "open"),
  subscription: p.text,
};

export const checkoutSessionEndpoints: Endpoint[] = [
  post("/v1/checkout/sessions", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/checkout/sessions", LIST, ({ account, params }) => {
    const rows = account.checkoutSessions
      .newestFirst()
      .filter(
        (row) =>
          (!params.customer || row.customer === params.customer) &&
          (!params.payment_intent || row.payment_intent === params.payment_intent) &&
          (!params.subscription || row.subscription === params.subscription) &&
          (!params.status || row.status === params.status) &&
          (!params.customer_details?.email || row.customer_details?.email === params.customer_details.email),
      );
    return page(rows, params, "/v1/checkout/sessions", "checkout.session");
  }),
  get("/v1/checkout/sessions/:id", p.NOTHING, ({ account, id }) => requireSession(account, id)),
  post("/v1/checkout/sessions/:id", UPDATE, ({ account, id, params }) => {
    const before = requireSession(account, id);
    return account.checkoutSessions.update(id, { metadata: p.mergeMetadata(before.metadata, params.metadata) });
  }),
  post("/v1/checkout/sessions/:id/expire", p.NOTHING, ({ world, account, id }) => {
    const session = requireSession(account, id);
    if (session.status !== "open") {
      throw invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}`,
      );
    }
    return expireSession(world, account, session);
  }),
  get("/v1/checkout/sessions/:id/line_items", p.LIST, ({ account, id, params }) => {
    return page(
      checkoutLineItems(account, requireSession(account, id)),
      params,
      `/v1/checkout/sessions/${id}/line_items`,
      "item",
    );
  }),
];
