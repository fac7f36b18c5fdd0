import type { Account } from "../account";
import { subscriptionOfItem } from "../billing/subscription-items";
import { emitSubscriptionUpdate } from "../billing/subscription-status";
import { changeItems } from "../billing/update-subscription";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { Subscription, SubscriptionItem } from "../store/wire";
import { now, type World } from "../world";
import { changeRequest } from "./subscription-change";
import { NEW_ITEM } from "./subscription-params";

const BILLING = {
  payment_behavior: p.enumOf("allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"),
  proration_behavior: p.enumOf("create_prorations", "always_invoice", "none"),
  proration_date: p.integer,
  off_session: p.bool,
  expand: p.expand,
};
type BillingParams = p.Params<typeof BILLING>;

function requireItem(account: Account, id: string): { subscription: Subscription; item: SubscriptionItem } {
  const subscription = subscriptionOfItem(account, id);
  const item = subscription?.items.data.find((candidate) => candidate.id === id);
  if (!subscription || !item) throw noSuch("subscription_item", id, "item");
  return { subscription, item };
}

type Change = Parameters<typeof changeRequest>[3];

function applyChange(
  world: World,
  account: Account,
  before: Subscription,
  change: Change,
  params: BillingParams,
): Subscription {
  const at = now(world, account, before.customer);
  const request = changeRequest(
    world,
    account,
    before,
    { ...change, proration_behavior: params.proration_behavior, proration_date: params.proration_date },
    at,
  );
  if (request) {
    changeItems(world, account, before, request, {
      prorationBehavior: params.proration_behavior ?? "create_prorations",
      paymentBehavior: params.payment_behavior ?? "allow_incomplete",
      offSession: params.off_session ?? false,
    });
  }
  const after = account.subscriptions.get(before.id);
  emitSubscriptionUpdate(world, account, before, after);
  return after;
}

const NOT_SENT = {
  clear_usage: undefined,
  billing_thresholds: undefined,
  current_trial: undefined,
};

export const subscriptionItemEndpoints: Endpoint[] = [
  get("/v1/subscription_items", { ...p.LIST, subscription: p.text }, ({ account, params }) => {
    const id = p.required(params.subscription, "subscription");
    const subscription = account.subscriptions.find(id);
    if (!subscription) throw noSuchReference("subscription", id, "subscription");
    return page(subscription.items.data, params, "/v1/subscription_items", "subscription_item");
  }),
  get("/v1/subscription_items/:id", p.NOTHING, ({ account, id }) => requireItem(account, id).item),
  post("/v1/subscription_items", { ...NEW_ITEM, ...BILLING, subscription: p.text }, ({ world, account, params }) => {
    const id = p.required(params.subscription, "subscription");
    const before = account.subscriptions.find(id);
    if (!before) throw noSuchReference("subscription", id, "subscription");
    const known = new Set(before.items.data.map((item) => item.id));
    const after = applyChange(
      world,
      account,
      before,
      { items: [{ ...params, ...NOT_SENT, id: null, deleted: null }] },
      params,
    );
    return after.items.data.find((item) => !known.has(item.id)) ?? after.items.data[0] ?? {};
  }),
  post("/v1/subscription_items/:id", { ...NEW_ITEM, ...BILLING }, ({ world, account, id, params }) => {
    const { subscription } = requireItem(account, id);
    applyChange(world, account, subscription, { items: [{ ...params, ...NOT_SENT, id, deleted: null }] }, params);
    return requireItem(account, id).item;
  }),
  del("/v1/subscription_items/:id", { ...BILLING, clear_usage: p.ignored }, ({ world, account, id, params }) => {
    const { subscription } = requireItem(account, id);
    const blank = {
      price: undefined,
      plan: undefined,
      price_data: undefined,
      quantity: undefined,
      discounts: undefined,
      metadata: undefined,
      tax_rates: undefined,
    };
    applyChange(world, account, subscription, { items: [{ ...blank, ...NOT_SENT, id, deleted: true }] }, params);
    return { id, object: "subscription_item", deleted: true };
  }),
];
