import type { Account } from "../account";
import { planOf } from "../resources/prices";
import { newId } from "../store/ids";
import type { Price, Subscription, SubscriptionItem, TaxRate } from "../store/wire";

/** A subscription's item of a price. */
export function buildItem(input: {
  subscription: string;
  /** Known before where its discounts already name it. */
  id?: string;
  price: Price;
  quantity: number | null;
  discounts?: string[];
  period: { start: number; end: number };
  created: number;
  metadata?: Record<string, string>;
  taxRates?: TaxRate[];
}): SubscriptionItem {
  const isMetered = input.price.recurring?.usage_type === "metered";
  return {
    id: input.id ?? newId("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: input.created,
    current_period_end: input.period.end,
    current_period_start: input.period.start,
    current_trial: null,
    discounts: input.discounts ?? [],
    metadata: input.metadata ?? {},
    plan: planOf(input.price),
    price: input.price,
    ...(isMetered ? {} : { quantity: input.quantity ?? 1 }),
    subscription: input.subscription,
    tax_rates: input.taxRates ?? [],
  };
}

/** The list in which a subscription carries its items. */
export function itemList(subscriptionId: string, items: SubscriptionItem[]): Subscription["items"] {
  return {
    object: "list",
    data: items,
    has_more: false,
    ...{ total_count: items.length },
    url: `/v1/subscription_items?subscription=${subscriptionId}`,
  };
}

/** The parts of a subscription that follow from its items. */
export function itemsPatch(
  subscriptionId: string,
  items: SubscriptionItem[],
): Pick<Subscription, "items" | "plan" | "quantity"> {
  const [only, ...others] = items;
  const isSingle = only !== undefined && others.length === 0;
  return {
    items: itemList(subscriptionId, items),
    plan: isSingle ? only.plan : null,
    quantity: isSingle ? (only.quantity ?? null) : items.reduce((sum, item) => sum + (item.quantity ?? 0), 0),
  };
}

/** The subscription that an item belongs to. */
export function subscriptionOfItem(account: Account, itemId: string): Subscription | null {
  for (const subscription of account.subscriptions.values()) {
    if (subscription.items.data.some((item) => item.id === itemId)) return subscription;
  }
  return null;
}
