import type { Account } from "../account";
import { type DiscountRequest, redeem, requestedDiscounts, ruleOf } from "../billing/discounts";
import type { LineInput } from "../billing/invoice-lines";
import { amountOf, unitAmountIn } from "../billing/prices";
import type { DiscountRule } from "../engine/discount-math";
import { invalidParam, invalidRequest, missingParam, noSuchReference } from "../http/errors";
import * as p from "../http/params";
import type { Price, TaxRate } from "../store/wire";
import type { World } from "../world";
import { createInlinePrice, oneTimePriceData, recurringPriceData } from "./inline-prices";
import { referredPrice } from "./prices";

/** `discounts[]` of any request. */
export const discounts = p.arrayOf(p.object({ coupon: p.text, discount: p.text, promotion_code: p.text }));

/** `items[]` of a subscription's creation. */
export const NEW_ITEM = {
  price: p.text,
  plan: p.text,
  price_data: recurringPriceData,
  quantity: p.integer,
  metadata: p.metadata,
  tax_rates: p.arrayOf(p.text),
  discounts,
  billing_thresholds: p.refused,
  current_trial: p.refused,
};

/** `items[]` of a subscription's change. */
export const CHANGED_ITEM = {
  ...NEW_ITEM,
  id: p.text,
  deleted: p.bool,
  clear_usage: p.ignored,
};

/** `add_invoice_items[]`. */
export const extraItems = p.arrayOf(
  p.object({
    price: p.text,
    price_data: oneTimePriceData,
    quantity: p.integer,
    tax_rates: p.arrayOf(p.text),
    metadata: p.metadata,
    discountable: p.bool,
    discounts,
    period: p.refused,
  }),
);

type InlineData = Parameters<typeof createInlinePrice>[2];
type PriceParams = { price?: p.Maybe<string>; plan?: p.Maybe<string>; price_data?: p.Maybe<InlineData> };

/** The price of an item's parameters: by id, by its legacy plan id, or made inline. */
export function priceOf(
  world: World,
  account: Account,
  item: PriceParams,
  name: string,
  allowsArchived = false,
): Price | null {
  if (item.price_data) {
    if (item.price) {
      throw invalidParam("You may only specify one of these parameters: price, price_data.", {
        param: `${name}[price_data]`,
      });
    }
    return createInlinePrice(world, account, item.price_data, `${name}[price_data]`);
  }
  const id = item.price ?? item.plan;
  if (!id) return null;
  const price = referredPrice(account, id, `${name}[${item.price ? "price" : "plan"}]`);
  if (!price.active && !allowsArchived) {
    throw invalidRequest("The price specified is inactive. This field only accepts active prices.", {
      param: `${name}[price]`,
    });
  }
  return price;
}

/** Refuses prices that a subscription cannot hold. */
export function checkRecurring(price: Price, name: string): void {
  if (!price.recurring) {
    throw invalidRequest(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      { param: `${name}[price]` },
    );
  }
}

/** The currency that a list of prices is billed in; a wanted one must be offered by each. */
export function currencyOf(prices: readonly Price[], wanted: p.Maybe<string>): string {
  const [first] = prices;
  if (!first) throw missingParam("items");
  const currency = wanted?.toLowerCase() ?? first.currency;
  for (const price of prices) {
    if (price.currency === currency || price.currency_options?.[currency]) continue;
    throw invalidRequest(
      wanted
        ? `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`
        : "All prices on a subscription must have the same currency.",
      { param: "currency" },
    );
  }
  return currency;
}

/** The tax rates of ids. */
export function taxRatesOf(account: Account, ids: p.Maybe<string[]>, param: string): TaxRate[] {
  return (ids ?? []).map((id, index) => {
    const rate = account.taxRates.find(id);
    if (!rate) throw noSuchReference("tax rate", id, `${param}[${index}]`);
    return rate;
  });
}

/** Discount parameters as the billing understands them. */
export function discountRequests(params: p.Params<{ d: typeof discounts }>["d"]): DiscountRequest[] {
  return (params ?? []).map((entry) => ({
    coupon: entry.coupon ?? null,
    promotionCode: entry.promotion_code ?? null,
    discount: entry.discount ?? null,
  }));
}

/** One-off lines that go onto the first or next invoice, with their own discounts redeemed. */
export function extraLines(
  world: World,
  account: Account,
  params: p.Params<{ e: typeof extraItems }>["e"],
  context: { customer: string; currency: string; at: number },
): LineInput[] {
  const { currency, at } = context;
  return (params ?? []).map((entry, index) => {
    const name = `add_invoice_items[${index}]`;
    const price = p.required(priceOf(world, account, entry, name), `${name}[price]`);
    const discounted = lineDiscounts(world, account, entry.discounts, context, `${name}[discounts]`);
    const quantity = entry.quantity ?? 1;
    return {
      amount: amountOf(price, quantity, currency),
      description: account.products.find(price.product)?.name ?? null,
      period: { start: at, end: at },
      price,
      product: price.product,
      quantity,
      discountable: entry.discountable ?? true,
      isProration: false,
      subscription: null,
      subscriptionItem: null,
      invoiceItem: null,
      creditedItems: null,
      unitAmount: String(unitAmountIn(price, currency)),
      metadata: p.mergeMetadata({}, entry.metadata),
      taxRates: entry.tax_rates ? taxRatesOf(account, entry.tax_rates, "tax_rates") : null,
      ...(discounted.length > 0 ? { discounts: discounted } : {}),
    };
  });
}

/** Redeems the discounts of a single line. */
export function lineDiscounts(
  world: World,
  account: Account,
  params: p.Params<{ d: typeof discounts }>["d"],
  context: { customer: string; currency: string; at: number },
  name: string,
): DiscountRule[] {
  const applied = requestedDiscounts(account, discountRequests(params), {
    ...context,
    subscription: null,
    amount: 0,
    name,
  });
  redeem(world, account, applied);
  return applied.map((each) => ruleOf(each, context.currency));
}

/** The end of a trial given as days, a time or `now`. */
export function trialEndOf(
  params: { trial_end?: p.Maybe<number | "now">; trial_period_days?: p.Maybe<number> },
  at: number,
): number | "now" | null {
  if (params.trial_end !== undefined && params.trial_end !== null && params.trial_period_days) {
    throw invalidParam("You may only specify one of these parameters: trial_end, trial_period_days.", {
      param: "trial_end",
    });
  }
  if (params.trial_end === "now") return "now";
  if (typeof params.trial_end === "number") {
    if (params.trial_end <= at)
      throw invalidRequest("Invalid timestamp: must be in the future", { param: "trial_end" });
    return params.trial_end;
  }
  if (typeof params.trial_period_days === "number" && params.trial_period_days > 0) {
    return at + params.trial_period_days * 86_400;
  }
  return null;
}
