import type { Account } from "../account";
import { periodAt } from "../engine/calendar";
import { remainingText, unusedText } from "../engine/line-text";
import { prorated } from "../engine/proration";
import { invalidRequest } from "../http/errors";
import { planOf } from "../resources/prices";
import type { ItemsChange } from "../store/hidden";
import type { Price, Subscription, SubscriptionItem, TaxRate } from "../store/wire";
import { keepsAnchor, openingLines } from "./cycle-anchor";
import { debitOf } from "./debits";
import type { LineInput } from "./invoice-lines";
import { type DiscountedItem, discountedItems } from "./lasting-discounts";
import { cycleOf, productText } from "./prices";
import { buildItem } from "./subscription-items";

/** One wanted change of an item; without an id a new item is added. */
export type ItemChange = {
  id: string | null;
  price: Price | null;
  quantity: number | null;
  isDeleted: boolean;
  metadata: Record<string, string> | null;
  taxRates: TaxRate[] | null;
  /** The ids of the item's discounts; left out, it keeps those it has. */
  discounts?: string[] | null;
  /** The id of an item that is added. */
  newItemId?: string;
};

/** A wanted change of a subscription's items, trial or anchor. */
export type ChangeRequest = {
  items: ItemChange[];
  prorates: boolean;
  /** The moment that prorations are counted from. */
  prorationDate: number;
  resetsAnchor: boolean;
  trialEnd: number | "now" | null;
};

/** What a change comes to. */
export type ChangePlan = ItemsChange & {
  /** Credits and debits for the rest of the running periods. */
  prorations: LineInput[];
  /** Full periods that start now, because the anchor moved or a trial ended. */
  fullLines: LineInput[];
  startsNow: boolean;
};

/** Works out what a change does to items, periods and money, without changing anything. */
export function planChange(
  account: Account,
  subscription: Subscription,
  request: ChangeRequest,
  at: number,
): ChangePlan {
  const wasTrialing = subscription.status === "trialing";
  const endsTrial = request.trialEnd === "now" && wasTrialing;
  const newTrialEnd = typeof request.trialEnd === "number" ? request.trialEnd : null;
  const startsNow = request.resetsAnchor || endsTrial;
  // What is paused was credited already and owes nothing until it is resumed.
  const prorates = request.prorates && subscription.status !== "paused";
  const movesAnchor = request.resetsAnchor || ((endsTrial || newTrialEnd !== null) && !keepsAnchor(subscription));
  const anchor = movesAnchor ? (newTrialEnd ?? at) : subscription.billing_cycle_anchor;
  const isTrialing = newTrialEnd !== null || (wasTrialing && !endsTrial);
  const context = { account, subscription, request, at, anchor, startsNow, isTrialing, newTrialEnd, wasTrialing };
  const changed = subscription.items.data.map((before) => {
    const change = request.items.find((candidate) => candidate.id === before.id) ?? null;
    return { before, after: changeItem(context, before, change) };
  });
  const added = request.items.filter((candidate) => candidate.id === null).map((change) => addItem(context, change));
  const items = [...changed.flatMap(({ after }) => after ?? []), ...added];
  const costs = discountedItems(account, subscription, items, at);
  const prorations = changed.flatMap(({ before, after }) => prorationsOf(context, costs, before, after));
  if (!startsNow && !isTrialing) prorations.push(...added.map((item) => debitLine(context, costs, item)));
  if (items.length === 0) {
    throw invalidRequest(
      "A subscription must have at least one active plan. To cancel a subscription, please use the cancel API endpoint on subscriptions.",
    );
  }
  const fullLines = startsNow
    ? items.flatMap((item) =>
        openingLines(account, { subscription: subscription.id, item, currency: subscription.currency }, anchor),
      )
    : [];
  return {
    items,
    prorations: prorates ? prorations : [],
    fullLines,
    startsNow,
    billingCycleAnchor: anchor,
    trialStart: newTrialEnd !== null ? (subscription.trial_start ?? at) : subscription.trial_start,
    trialEnd: newTrialEnd ?? (endsTrial ? at : subscription.trial_end),
    status: statusAfter(newTrialEnd, endsTrial),
  };
}

function statusAfter(newTrialEnd: number | null, endsTrial: boolean): ItemsChange["status"] {
  if (newTrialEnd !== null) return "trialing";
  return endsTrial ? "active" : null;
}

type PlanContext = {
  account: Account;
  subscription: Subscription;
  request: ChangeRequest;
  at: number;
  anchor: number;
  startsNow: boolean;
  isTrialing: boolean;
  wasTrialing: boolean;
  newTrialEnd: number | null;
};

function nextPeriod(
  context: PlanContext,
  price: Price,
  before: SubscriptionItem | null,
): { start: number; end: number } {
  const { at, anchor, startsNow, newTrialEnd, isTrialing, subscription } = context;
  if (newTrialEnd !== null) return { start: before?.current_period_start ?? at, end: newTrialEnd };
  if (isTrialing) return { start: before?.current_period_start ?? at, end: subscription.trial_end ?? at };
  const cycle = cycleOf(price);
  const period = periodAt(anchor, cycle.interval, cycle.count, startsNow ? at : context.request.prorationDate);
  return startsNow ? { start: at, end: period.end } : period;
}

function changeItem(context: PlanContext, item: SubscriptionItem, change: ItemChange | null): SubscriptionItem | null {
  if (change?.isDeleted) return null;
  const price = change?.price ?? item.price;
  const isNewPrice = price.id !== item.price.id;
  const quantity = change?.quantity ?? (isNewPrice ? 1 : (item.quantity ?? null));
  const isNewCycle =
    price.recurring?.interval !== item.price.recurring?.interval ||
    price.recurring?.interval_count !== item.price.recurring?.interval_count;
  const movesPeriod = isNewCycle || context.startsNow || context.newTrialEnd !== null;
  const period = movesPeriod
    ? nextPeriod(context, price, item)
    : { start: item.current_period_start, end: item.current_period_end };
  return {
    ...item,
    price,
    plan: planOf(price),
    ...(price.recurring?.usage_type === "metered" ? {} : { quantity: quantity ?? 1 }),
    metadata: change?.metadata ?? item.metadata,
    tax_rates: change?.taxRates ?? item.tax_rates,
    discounts: change?.discounts ?? item.discounts,
    current_period_start: period.start,
    current_period_end: period.end,
  };
}

function addItem(context: PlanContext, change: ItemChange): SubscriptionItem {
  if (!change.price) throw invalidRequest("Missing required param: items[0][price].", { code: "parameter_missing" });
  if (context.subscription.items.data.some((item) => item.price.id === change.price?.id)) {
    throw invalidRequest(`Cannot add multiple subscription items with the same plan: ${change.price.id}`, {
      param: "items",
    });
  }
  const period = nextPeriod(context, change.price, null);
  const end = period.end;
  const start = context.startsNow ? period.start : context.at;
  return buildItem({
    ...(change.newItemId ? { id: change.newItemId } : {}),
    subscription: context.subscription.id,
    price: change.price,
    quantity: change.quantity,
    discounts: change.discounts ?? [],
    period: { start, end },
    created: context.at,
    metadata: change.metadata ?? {},
    taxRates: change.taxRates ?? [],
  });
}

type Costs = Map<string, DiscountedItem>;

function prorationsOf(
  context: PlanContext,
  costs: Costs,
  before: SubscriptionItem,
  after: SubscriptionItem | null,
): LineInput[] {
  if (context.wasTrialing) return [];
  const isSame =
    after !== null &&
    after.price.id === before.price.id &&
    after.quantity === before.quantity &&
    after.current_period_end === before.current_period_end;
  if (isSame) return [];
  const credit = creditLine(context, before);
  const lines = credit ? [credit] : [];
  if (after && !context.startsNow && !context.isTrialing) lines.push(debitLine(context, costs, after));
  return lines;
}

function creditLine(context: PlanContext, item: SubscriptionItem): LineInput | null {
  const { account, subscription } = context;
  const date = context.request.prorationDate;
  const debit = debitOf(account, subscription.id, item.id);
  const cost = discountedItems(account, subscription, subscription.items.data, context.at).get(item.id);
  // Flexible billing credits what was debited; classic billing takes it that the price was paid.
  const assumed = subscription.billing_mode.type === "classic" ? (cost?.net ?? 0) : 0;
  const full = debit?.net ?? assumed;
  const period = debit?.period ?? { start: item.current_period_start, end: item.current_period_end };
  return {
    ...prorationBase(context, item),
    amount: -prorated(full, period, date),
    description: unusedText(productText(account, item.price).name, item.quantity ?? 1, date, cost?.label ?? null),
    period: { start: date, end: item.current_period_end },
    creditedItems: debit?.credited ?? null,
  };
}

function debitLine(context: PlanContext, costs: Costs, item: SubscriptionItem): LineInput {
  const { account } = context;
  const date = context.request.prorationDate;
  const cycle = cycleOf(item.price);
  const period = periodAt(context.anchor, cycle.interval, cycle.count, date);
  const cost = costs.get(item.id);
  return {
    ...prorationBase(context, item),
    amount: prorated(cost?.net ?? 0, period, date),
    description: remainingText(productText(account, item.price).name, item.quantity ?? 1, date, cost?.label ?? null),
    period: { start: date, end: item.current_period_end },
    creditedItems: null,
  };
}

function prorationBase(context: PlanContext, item: SubscriptionItem) {
  return {
    price: item.price,
    product: item.price.product,
    quantity: item.quantity ?? 1,
    discountable: false,
    isProration: true,
    subscription: context.subscription.id,
    subscriptionItem: item.id,
    invoiceItem: null,
    unitAmount: null,
    metadata: {},
    taxRates: item.tax_rates && item.tax_rates.length > 0 ? item.tax_rates : null,
  };
}

/** The debits for what is left of the running period of items that begin to be billed again. */
export function remainingLines(
  account: Account,
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  at: number,
): LineInput[] {
  const context = idleContext(account, subscription, at);
  const costs = discountedItems(account, subscription, items, at);
  return items.map((item) => debitLine(context, costs, item));
}

/** The credits for the unused time of every item, as an immediate cancellation gives them. */
export function creditLines(account: Account, subscription: Subscription, at: number): LineInput[] {
  const context = idleContext(account, subscription, at);
  return subscription.items.data.flatMap((item) => creditLine(context, item) ?? []);
}

function idleContext(account: Account, subscription: Subscription, at: number): PlanContext {
  const request: ChangeRequest = { items: [], prorates: true, prorationDate: at, resetsAnchor: false, trialEnd: null };
  return {
    account,
    subscription,
    request,
    at,
    anchor: subscription.billing_cycle_anchor,
    startsNow: false,
    isTrialing: false,
    wasTrialing: false,
    newTrialEnd: null,
  };
}
