import type { Account } from "../account";
import { activeDiscounts, redeem, requestedDiscounts } from "../billing/discounts";
import type { ChangeRequest, ItemChange } from "../billing/plan-change";
import { emit } from "../events/emit";
import { invalidRequest, noSuchReference } from "../http/errors";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Subscription } from "../store/wire";
import type { World } from "../world";
import * as s from "./subscription-params";

type ItemParams = p.Params<{ item: p.Field<p.Maybe<p.Params<typeof s.CHANGED_ITEM>>> }>["item"];
type ChangeParams = {
  items?: p.Maybe<NonNullable<ItemParams>[]>;
  billing_cycle_anchor?: p.Maybe<{ type: p.Maybe<"now" | "timestamp" | "unchanged"> }>;
  proration_behavior?: p.Maybe<"create_prorations" | "always_invoice" | "none">;
  proration_date?: p.Maybe<number>;
  trial_end?: p.Maybe<number | "now">;
};

/** The wanted change of items, trial and anchor in an update's parameters; null when it asks for none. */
export function changeRequest(
  world: World,
  account: Account,
  subscription: Subscription,
  params: ChangeParams,
  at: number,
): ChangeRequest | null {
  const resetsAnchor = params.billing_cycle_anchor?.type === "now";
  const endsTrial = params.trial_end === "now" && subscription.status === "trialing";
  const trialTime = typeof params.trial_end === "number" ? params.trial_end : null;
  const trialEnd = endsTrial ? "now" : trialTime;
  if (typeof trialEnd === "number" && trialEnd <= at) {
    throw invalidRequest("Invalid timestamp: must be in the future", { param: "trial_end" });
  }
  if (!params.items && !resetsAnchor && trialEnd === null) return null;
  return {
    items: (params.items ?? []).map((item, index) =>
      itemChange(world, account, subscription, item, { at, name: `items[${index}]` }),
    ),
    prorates: (params.proration_behavior ?? "create_prorations") !== "none",
    prorationDate: prorationDate(subscription, params.proration_date, at),
    resetsAnchor,
    trialEnd,
  };
}

function prorationDate(subscription: Subscription, wanted: p.Maybe<number>, at: number): number {
  if (typeof wanted !== "number") return at;
  const starts = subscription.items.data.map((item) => item.current_period_start);
  const ends = subscription.items.data.map((item) => item.current_period_end);
  if (wanted < Math.min(...starts) || wanted > Math.max(...ends)) {
    throw invalidRequest("The proration date must be within the current billing period.", { param: "proration_date" });
  }
  return wanted;
}

function itemChange(
  world: World,
  account: Account,
  subscription: Subscription,
  item: NonNullable<ItemParams>,
  { at, name }: { at: number; name: string },
): ItemChange {
  if (item.id && !subscription.items.data.some((candidate) => candidate.id === item.id)) {
    throw noSuchReference("subscription item", item.id, `${name}[id]`);
  }
  const price = s.priceOf(world, account, item, name);
  if (price) {
    s.checkRecurring(price, name);
    s.currencyOf([price], subscription.currency);
  }
  const before = subscription.items.data.find((candidate) => candidate.id === item.id);
  const newItemId = newId("si", 14);
  return {
    id: item.id ?? null,
    newItemId,
    discounts: replacedDiscounts(world, account, subscription, item, { at, name, owner: item.id ?? newItemId }),
    price,
    quantity: item.quantity ?? null,
    isDeleted: item.deleted ?? false,
    metadata: item.metadata === undefined ? null : p.mergeMetadata(before?.metadata ?? {}, item.metadata),
    taxRates: item.tax_rates === undefined ? null : s.taxRatesOf(account, item.tax_rates, `${name}[tax_rates]`),
  };
}

/** Redeems the discounts that an item is to have from now on; null when they are not to change. */
function replacedDiscounts(
  world: World,
  account: Account,
  subscription: Subscription,
  item: NonNullable<ItemParams>,
  { at, name, owner }: { at: number; name: string; owner: string },
): string[] | null {
  if (item.discounts === undefined) return null;
  const requested = requestedDiscounts(account, s.discountRequests(item.discounts), {
    customer: subscription.customer,
    subscription: subscription.id,
    subscriptionItem: owner,
    at,
    amount: 0,
    currency: subscription.currency,
    name: `${name}[discounts]`,
  });
  redeem(world, account, requested);
  const kept = requested.map((applied) => applied.discount.id);
  const before = subscription.items.data.find((candidate) => candidate.id === item.id)?.discounts ?? [];
  for (const { discount } of activeDiscounts(account, before, at)) {
    if (!kept.includes(discount.id)) emit(world, account, "customer.discount.deleted", discount);
  }
  return kept;
}
