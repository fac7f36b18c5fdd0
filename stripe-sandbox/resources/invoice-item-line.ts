import type { Account } from "../account";
import type { LineInput } from "../billing/invoice-lines";
import { amountOf, unitAmountIn } from "../billing/prices";
import { roundCents } from "../engine/money";
import { invalidRequest, missingParam } from "../http/errors";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Price } from "../store/wire";
import type { World } from "../world";
import { oneTimePriceData } from "./inline-prices";
import { discounts, lineDiscounts, priceOf, taxRatesOf } from "./subscription-params";

const COMMON = {
  amount: p.integer,
  currency: p.text,
  description: p.text,
  discountable: p.bool,
  discounts,
  metadata: p.metadata,
  period: p.object({ start: p.integer, end: p.integer }),
  price_data: oneTimePriceData,
  quantity: p.integer,
  quantity_decimal: p.refused,
  tax_behavior: p.enumOf("exclusive", "inclusive", "unspecified"),
  tax_code: p.ignored,
  tax_rates: p.arrayOf(p.text),
  unit_amount_decimal: p.decimal,
};

/** What an invoice item is made from. */
export const ITEM = {
  ...COMMON,
  customer: p.text,
  customer_account: p.refused,
  invoice: p.text,
  pricing: p.object({ price: p.text }),
  subscription: p.text,
  expand: p.expand,
};

/** `invoice_items[]` of a preview. */
export const PREVIEW_ITEM = { ...COMMON, invoiceitem: p.refused, price: p.text, unit_amount: p.refused };

/** What of an item, or of a draft's line, can be changed. */
export const CHANGE = (() => {
  const { currency: _currency, ...changeable } = COMMON;
  return { ...changeable, pricing: p.object({ price: p.text }) };
})();

type ItemParams = Partial<p.Params<typeof ITEM>>;

/** The currency that an item's parameters name, by themselves or by their price. */
export function namedCurrency(account: Account, params: ItemParams): string | null {
  const price = params.pricing?.price ? account.prices.find(params.pricing.price) : null;
  return params.currency ?? params.price_data?.currency ?? price?.currency ?? null;
}

/** The line of an invoice item: of an amount, of a price, or of a price made for it; its discounts are redeemed. */
export function itemLine(
  world: World,
  account: Account,
  params: ItemParams,
  context: { customer: string; currency: string; at: number; name: string },
): LineInput {
  const { currency, at } = context;
  const price = priceOf(
    world,
    account,
    { price: params.pricing?.price, price_data: params.price_data },
    context.name === "" ? "pricing" : context.name,
  );
  checkPrice(price);
  const quantity = params.quantity ?? 1;
  const cost = costOf(params, price, quantity, currency);
  const rules = lineDiscounts(world, account, params.discounts, context, named(context.name, "discounts"));
  return {
    amount: cost.amount,
    description: params.description ?? (price ? (account.products.find(price.product)?.name ?? null) : null),
    period: { start: params.period?.start ?? at, end: params.period?.end ?? at },
    price,
    product: price?.product ?? newId("prod", 14),
    quantity,
    discountable: params.discountable ?? cost.amount >= 0,
    isProration: false,
    subscription: params.subscription ?? null,
    subscriptionItem: null,
    invoiceItem: null,
    creditedItems: null,
    unitAmount: cost.unitAmount,
    metadata: p.mergeMetadata({}, params.metadata),
    taxRates: params.tax_rates ? taxRatesOf(account, params.tax_rates, named(context.name, "tax_rates")) : null,
    ...(params.tax_behavior ? { includesTax: params.tax_behavior === "inclusive" } : {}),
    ...(rules.length > 0 ? { discounts: rules } : {}),
  };
}

/** A line with some of it changed: what is not sent stays, a price or amount that is sent replaces the other. */
export function changedLine(
  world: World,
  account: Account,
  before: LineInput,
  params: Partial<p.Params<typeof CHANGE>>,
  context: { customer: string; currency: string; at: number; name: string },
): LineInput {
  if (before.isProration && params.discountable) {
    throw invalidRequest("A proration cannot be made discountable.", { param: named(context.name, "discountable") });
  }
  const line = itemLine(world, account, { ...params, ...costParams(before, params) }, context);
  const { discounts: asked = [], ...fresh } = line;
  const kept = params.discounts === undefined ? (before.discounts ?? []) : asked;
  const { discounts: _own, ...rest } = before;
  return {
    ...rest,
    ...(hasCost(params)
      ? {
          amount: fresh.amount,
          price: isRepriced(params) ? fresh.price : before.price,
          quantity: fresh.quantity,
          unitAmount: fresh.unitAmount,
        }
      : {}),
    ...(fresh.price ? { product: fresh.product } : {}),
    ...(fresh.includesTax === undefined ? {} : { includesTax: fresh.includesTax }),
    description: p.changed(before.description, params.description),
    discountable: params.discountable ?? before.discountable,
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    period: {
      start: params.period?.start ?? before.period.start,
      end: params.period?.end ?? before.period.end,
    },
    taxRates: params.tax_rates === undefined ? before.taxRates : fresh.taxRates,
    ...(kept.length > 0 ? { discounts: kept } : {}),
  };
}

function isRepriced({ amount, price_data, pricing, unit_amount_decimal }: ItemParams): boolean {
  return [amount, price_data, pricing?.price, unit_amount_decimal].some((value) => value !== undefined);
}

function hasCost(params: ItemParams): boolean {
  return params.quantity !== undefined || isRepriced(params);
}

/** The cost as sent, completed by what the line cost before. */
function costParams(before: LineInput, params: ItemParams): Partial<ItemParams> {
  if (!hasCost(params)) return { amount: before.amount, quantity: before.quantity };
  const names = params.price_data || params.pricing?.price;
  const quantity = params.quantity ?? before.quantity;
  if (names || typeof params.unit_amount_decimal === "number") return { quantity };
  if (typeof params.amount === "number") return { quantity: params.quantity ?? 1 };
  if (before.price && !before.price.recurring) return { quantity, pricing: { price: before.price.id } };
  return { quantity, unit_amount_decimal: Number(before.unitAmount ?? before.amount) };
}

function named(prefix: string, key: string): string {
  return prefix === "" ? key : `${prefix}[${key}]`;
}

function checkPrice(price: Price | null): void {
  if (!price?.recurring) return;
  throw invalidRequest(
    "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
    { param: "price" },
  );
}

function costOf(
  params: ItemParams,
  price: Price | null,
  quantity: number,
  currency: string,
): { amount: number; unitAmount: string } {
  if (price) {
    const unitAmount = price.currency === currency ? price.unit_amount_decimal : null;
    return {
      amount: amountOf(price, quantity, currency),
      unitAmount: unitAmount ?? String(unitAmountIn(price, currency)),
    };
  }
  const unit = params.unit_amount_decimal;
  if (typeof unit === "number") return { amount: roundCents(unit * quantity), unitAmount: String(unit) };
  if (typeof params.amount !== "number") throw missingParam("amount");
  return { amount: params.amount, unitAmount: String(params.amount) };
}
