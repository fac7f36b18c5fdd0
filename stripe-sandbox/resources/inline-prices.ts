import type { Account } from "../account";
import { invalidParam, missingParam, noSuchReference } from "../http/errors";
import * as p from "../http/params";
import type { Price } from "../store/wire";
import type { World } from "../world";
import { insertProduct } from "./new-product";
import { createPrice } from "./prices";

const ONE_TIME = {
  currency: p.text,
  product: p.text,
  tax_behavior: p.enumOf("exclusive", "inclusive", "unspecified"),
  unit_amount: p.integer,
  unit_amount_decimal: p.text,
};
const recurring = p.object({ interval: p.enumOf("day", "week", "month", "year"), interval_count: p.integer });

/** `price_data` of something that is paid once. */
export const oneTimePriceData = p.object(ONE_TIME);
/** `price_data` of a subscription's item. */
export const recurringPriceData = p.object({ ...ONE_TIME, recurring });
/** `price_data` of a Checkout line item, which may bring its product along. */
export const checkoutPriceData = p.object({
  ...ONE_TIME,
  recurring,
  product_data: p.object({
    description: p.text,
    images: p.arrayOf(p.text),
    metadata: p.metadata,
    name: p.text,
    tax_code: p.text,
    tax_details: p.ignored,
    unit_label: p.text,
  }),
});
type InlineData = NonNullable<p.Params<{ data: typeof checkoutPriceData }>["data"]>;

/**
 * Makes the price of a `price_data`, with its product where it has one. Both are archived from the start, so that they
 * serve this one use and are not offered anywhere else.
 */
export function createInlinePrice(
  world: World,
  account: Account,
  data: Omit<InlineData, "product_data" | "recurring"> & Partial<Pick<InlineData, "product_data" | "recurring">>,
  name: string,
): Price {
  if (data.product && data.product_data) {
    throw invalidParam(`You may only specify one of these parameters: product, product_data.`, {
      param: `${name}[product_data]`,
    });
  }
  const product = data.product_data
    ? productOf(world, account, data.product_data, `${name}[product_data]`)
    : p.required(data.product, `${name}[product]`);
  if (!account.products.find(product)) throw noSuchReference("product", product, `${name}[product]`);
  if (typeof data.unit_amount !== "number" && !data.unit_amount_decimal) throw missingParam(`${name}[unit_amount]`);
  return createPrice(world, account, product, {
    active: false,
    currency: p.required(data.currency, `${name}[currency]`),
    recurring: data.recurring
      ? { ...data.recurring, trial_period_days: undefined, usage_type: undefined, meter: undefined }
      : undefined,
    tax_behavior: data.tax_behavior,
    unit_amount: data.unit_amount,
    unit_amount_decimal: data.unit_amount_decimal,
  });
}

function productOf(
  world: World,
  account: Account,
  data: NonNullable<InlineData["product_data"]>,
  name: string,
): string {
  return insertProduct(world, account, {
    active: false,
    description: data.description ?? null,
    images: data.images ?? [],
    metadata: p.mergeMetadata({}, data.metadata),
    name: p.required(data.name, `${name}[name]`),
    tax_code: data.tax_code ?? null,
    unit_label: data.unit_label ?? null,
  }).id;
}
