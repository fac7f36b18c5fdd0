import type { Account } from "../account";
import { requireTaxLocation } from "../billing/automatic-tax";
import { cancelNow } from "../billing/cancel";
import { billCancellation } from "../billing/cancel-proration";
import { createSubscription } from "../billing/create-subscription";
import { anchorOf, checkAnchor } from "../billing/cycle-anchor";
import { requestedDiscounts } from "../billing/discounts";
import { pauseSubscription } from "../billing/pause";
import { resumeSubscription } from "../billing/resume";
import type { SubscriptionInput } from "../billing/subscription-input";
import { emitSubscriptionUpdate, hasEnded } from "../billing/subscription-status";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidParam, noSuch } from "../http/errors";
import { isInRange, page } from "../http/lists";
import * as p from "../http/params";
import type { Price, Subscription } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import * as s from "./subscription-params";
import { CREATE, cancellationDetails, PAUSE, RESUME, UPDATE } from "./subscription-specs";
import { bothCancels, ownMethod, updateSubscription } from "./subscription-update";

function requireSubscription(account: Account, id: string): Subscription {
  const subscription = account.subscriptions.find(id);
  if (!subscription) throw noSuch("subscription", id);
  return subscription;
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): Subscription {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  if (params.automatic_tax?.enabled) requireTaxLocation(customer);
  const items = p.required(params.items, "items").map((item, index) => {
    const name = `items[${index}]`;
    const price = p.required(s.priceOf(world, account, item, name), `${name}[price]`);
    s.checkRecurring(price, name);
    return {
      price,
      quantity: item.quantity ?? null,
      metadata: p.mergeMetadata({}, item.metadata),
      taxRates: s.taxRatesOf(account, item.tax_rates, `${name}[tax_rates]`),
    };
  });
  const currency = s.currencyOf(
    items.map((item) => item.price),
    params.currency ?? customer.currency,
  );
  const forItem = (index: number) =>
    requestedDiscounts(account, s.discountRequests(params.items?.[index]?.discounts), {
      customer: customer.id,
      subscription: null,
      at,
      amount: 0,
      currency,
      name: `items[${index}][discounts]`,
    });
  const trialEnd = s.trialEndOf(params, at);
  if (params.cancel_at_period_end && params.cancel_at) throw bothCancels();
  const anchor = anchorParams(
    params,
    items.map((item) => item.price),
    typeof trialEnd === "number" ? trialEnd : at,
  );
  return createSubscription(world, account, {
    customer: customer.id,
    items: items.map((item, index) => ({ ...item, discounts: forItem(index) })),
    extraLines: s.extraLines(world, account, params.add_invoice_items, { customer: customer.id, currency, at }),
    currency,
    trialEnd: trialEnd === "now" ? null : trialEnd,
    missingPaymentMethod: params.trial_settings?.end_behavior?.missing_payment_method ?? "create_invoice",
    trialEndAnchor: params.trial_settings?.end_behavior?.billing_cycle_anchor ?? null,
    paymentBehavior: params.payment_behavior ?? "allow_incomplete",
    defaultPaymentMethod: ownMethod(account, customer.id, params.default_payment_method),
    collectionMethod: params.collection_method ?? "charge_automatically",
    daysUntilDue: params.days_until_due ?? null,
    cancelAtPeriodEnd: params.cancel_at_period_end ?? false,
    cancelAt: params.cancel_at ?? null,
    ...anchor,
    prorationBehavior: params.proration_behavior ?? "create_prorations",
    metadata: p.mergeMetadata({}, params.metadata),
    description: params.description ?? null,
    discounts: requestedDiscounts(account, s.discountRequests(params.discounts), {
      customer: customer.id,
      subscription: null,
      at,
      amount: 0,
      currency,
    }),
    taxRates: s.taxRatesOf(account, params.default_tax_rates, "default_tax_rates"),
    saveDefaultPaymentMethod: params.payment_settings?.save_default_payment_method ?? "off",
    paymentMethodTypes: null,
    billingMode: params.billing_mode?.type ?? "flexible",
    offSession: false,
    automaticTax: params.automatic_tax?.enabled ?? false,
  });
}

/** The anchor as a time, or as a day whose next occurrence it is. */
function anchorParams(
  params: p.Params<typeof CREATE>,
  prices: readonly Price[],
  from: number,
): Pick<SubscriptionInput, "billingCycleAnchor" | "anchorDay"> {
  const { billing_cycle_anchor: time, billing_cycle_anchor_config: config } = params;
  if (!config) {
    if (typeof time === "number") checkAnchor(prices, time, from, "billing_cycle_anchor");
    return { billingCycleAnchor: time ?? null };
  }
  if (time) {
    throw invalidParam(
      "You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.",
      { param: "billing_cycle_anchor_config" },
    );
  }
  const { hour = null, minute = null, month = null, second = null } = config;
  const dayOfMonth = p.required(config.day_of_month, "billing_cycle_anchor_config[day_of_month]");
  checkRange({ day_of_month: dayOfMonth, month, hour, minute, second });
  const anchor = anchorOf({ dayOfMonth, month, hour, minute, second }, prices, from);
  checkAnchor(prices, anchor, from, "billing_cycle_anchor_config");
  return { billingCycleAnchor: anchor, anchorDay: { day_of_month: dayOfMonth, hour, minute, month, second } };
}

function checkRange(config: Record<"day_of_month" | "month" | "hour" | "minute" | "second", number | null>): void {
  const ranges = { day_of_month: [1, 31], month: [1, 12], hour: [0, 23], minute: [0, 59], second: [0, 59] } as const;
  for (const name of ["day_of_month", "month", "hour", "minute", "second"] as const) {
    const [least, most] = ranges[name];
    const value = config[name];
    if (value === null || (value >= least && value <= most)) continue;
    throw invalidParam(`This value must be between ${least} and ${most}.`, {
      param: `billing_cycle_anchor_config[${name}]`,
    });
  }
}

const CANCEL = {
  cancellation_details: cancellationDetails,
  invoice_now: p.bool,
  prorate: p.bool,
  expand: p.expand,
};

function cancel(world: World, account: Account, id: string, params: p.Params<typeof CANCEL>): Subscription {
  const before = requireSubscription(account, id);
  if (hasEnded(before)) throw noSuch("subscription", id);
  const at = now(world, account, before.customer);
  if (params.prorate || params.invoice_now) {
    billCancellation(world, account, before, at, {
      prorates: params.prorate ?? false,
      invoicesNow: params.invoice_now ?? false,
    });
  }
  return cancelNow(world, account, account.subscriptions.get(id), {
    at,
    details: {
      comment: params.cancellation_details?.comment ?? null,
      feedback: params.cancellation_details?.feedback ?? null,
    },
  });
}

const LIST = {
  ...p.LIST,
  created: p.range,
  customer: p.text,
  price: p.text,
  status: p.enumOf(
    "active",
    "all",
    "canceled",
    "ended",
    "incomplete",
    "incomplete_expired",
    "past_due",
    "paused",
    "trialing",
    "unpaid",
  ),
  collection_method: p.enumOf("charge_automatically", "send_invoice"),
  test_clock: p.text,
  automatic_tax: p.object({ enabled: p.bool }),
  current_period_end: p.range,
  current_period_start: p.range,
  customer_account: p.refused,
  plan: p.text,
};

function hasStatus(row: Subscription, wanted: p.Maybe<string>): boolean {
  if (!wanted) return !hasEnded(row);
  if (wanted === "all") return true;
  return wanted === "ended" ? hasEnded(row) : row.status === wanted;
}

function matches(row: Subscription, params: p.Params<typeof LIST>): boolean {
  const namesClock = Boolean(params.customer || params.test_clock);
  const byClock = namesClock ? !params.test_clock || row.test_clock === params.test_clock : row.test_clock === null;
  return (
    hasStatus(row, params.status) &&
    byClock &&
    (!params.collection_method || row.collection_method === params.collection_method) &&
    (typeof params.automatic_tax?.enabled !== "boolean" ||
      row.automatic_tax.enabled === params.automatic_tax.enabled) &&
    row.items.data.some(
      (item) =>
        (!params.price || item.price.id === params.price) &&
        (!params.plan || item.price.id === params.plan) &&
        isInRange(item.current_period_start, params.current_period_start) &&
        isInRange(item.current_period_end, params.current_period_end),
    )
  );
}

export const subscriptionEndpoints: Endpoint[] = [
  post("/v1/subscriptions", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/subscriptions", LIST, ({ account, params }) => {
    const rows = params.customer
      ? account.subscriptions.of(params.customer).reverse()
      : account.subscriptions.newestFirst();
    return page(
      rows.filter((row) => matches(row, params)),
      params,
      "/v1/subscriptions",
      "subscription",
    );
  }),
  get("/v1/subscriptions/:id", p.NOTHING, ({ account, id }) => requireSubscription(account, id)),
  post("/v1/subscriptions/:id", UPDATE, ({ world, account, id, params }) =>
    updateSubscription(world, account, id, params),
  ),
  del("/v1/subscriptions/:id", CANCEL, ({ world, account, id, params }) => cancel(world, account, id, params)),
  del("/v1/subscriptions/:id/discount", {}, ({ world, account, id }) => {
    const before = requireSubscription(account, id);
    const after = account.subscriptions.update(id, { discounts: [] });
    emitSubscriptionUpdate(world, account, before, after);
    return { object: "discount", deleted: true };
  }),
  post("/v1/subscriptions/:id/pause", PAUSE, ({ world, account, id, params }) =>
    pauseSubscription(world, account, requireSubscription(account, id), {
      unusedTimeFrom: params.bill_for?.unused_time_from?.type ?? "now",
      invoicesNow: params.invoicing_behavior === "invoice",
    }),
  ),
  post("/v1/subscriptions/:id/resume", RESUME, ({ world, account, id, params }) =>
    resumeSubscription(world, account, requireSubscription(account, id), {
      resetsAnchor: params.billing_cycle_anchor?.type !== "unchanged",
      prorationBehavior: params.proration_behavior ?? "create_prorations",
      prorationDate: params.proration_date ?? null,
      paymentBehavior: params.payment_behavior ?? "resume_on_payment_attempt",
    }),
  ),
];
