import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, missingParam, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Plan, Price } from "../store/wire";
import { type World, wallSeconds } from "../world";
import { insertProduct } from "./new-product";

const recurring = p.object({
  interval: p.enumOf("day", "week", "month", "year"),
  interval_count: p.integer,
  trial_period_days: p.integer,
  usage_type: p.enumOf("licensed", "metered"),
  meter: p.text,
});
const tiers = p.arrayOf(
  p.object({
    flat_amount: p.integer,
    flat_amount_decimal: p.text,
    unit_amount: p.integer,
    unit_amount_decimal: p.text,
    up_to: p.timeOr("inf"),
  }),
);
const currencyOptions = p.mapOf(
  p.object({
    custom_unit_amount: p.refused,
    tiers,
    unit_amount: p.integer,
    unit_amount_decimal: p.text,
    tax_behavior: p.enumOf("exclusive", "inclusive", "unspecified"),
  }),
);

/** The parameters of a product's `default_price_data`. */
export const PRICE_DATA = {
  currency: p.text,
  currency_options: currencyOptions,
  metadata: p.metadata,
  recurring,
  tax_behavior: p.enumOf("exclusive", "inclusive", "unspecified"),
  unit_amount: p.integer,
  unit_amount_decimal: p.text,
};
const MAKE = {
  ...PRICE_DATA,
  active: p.bool,
  lookup_key: p.text,
  nickname: p.text,
  transfer_lookup_key: p.bool,
  billing_scheme: p.enumOf("per_unit", "tiered"),
  tiers,
  tiers_mode: p.enumOf("graduated", "volume"),
  transform_quantity: p.object({ divide_by: p.integer, round: p.enumOf("down", "up") }),
  custom_unit_amount: p.refused,
  product: p.text,
  product_data: p.object({
    id: p.text,
    name: p.text,
    active: p.bool,
    metadata: p.metadata,
    unit_label: p.text,
    tax_code: p.text,
  }),
  expand: p.expand,
};
const UPDATE = {
  active: p.bool,
  currency_options: currencyOptions,
  lookup_key: p.text,
  metadata: p.metadata,
  nickname: p.text,
  tax_behavior: p.enumOf("exclusive", "inclusive", "unspecified"),
  transfer_lookup_key: p.bool,
  expand: p.expand,
};
type PriceInput = Partial<p.Params<typeof MAKE>>;

/** The price that a parameter names, or 400. */
export function referredPrice(account: Account, id: string, param: string): Price {
  const price = account.prices.find(id);
  if (!price) throw noSuchReference("price", id, param);
  return price;
}

function requirePrice(account: Account, id: string): Price {
  const price = account.prices.find(id);
  if (!price) throw noSuch("price", id);
  return price;
}

function optionsOf(input: PriceInput["currency_options"]): Price["currency_options"] {
  if (!input) return undefined;
  return Object.fromEntries(
    Object.entries(input).map(([currency, option]) => [
      currency,
      {
        custom_unit_amount: null,
        tax_behavior: option.tax_behavior ?? "unspecified",
        ...(option.tiers ? { tiers: tiersOf(option.tiers) ?? [] } : {}),
        unit_amount: option.unit_amount ?? null,
        unit_amount_decimal: option.unit_amount_decimal ?? (option.tiers ? null : (option.unit_amount ?? 0).toString()),
      },
    ]),
  );
}

function tiersOf(input: PriceInput["tiers"]): Price["tiers"] {
  return input?.map((tier) => ({
    flat_amount: tier.flat_amount ?? null,
    flat_amount_decimal:
      tier.flat_amount_decimal ?? (typeof tier.flat_amount === "number" ? String(tier.flat_amount) : null),
    unit_amount: tier.unit_amount ?? null,
    unit_amount_decimal:
      tier.unit_amount_decimal ?? (typeof tier.unit_amount === "number" ? String(tier.unit_amount) : null),
    up_to: typeof tier.up_to === "number" ? tier.up_to : null,
  }));
}

function transformOf(input: PriceInput["transform_quantity"]): Price["transform_quantity"] {
  if (!input) return null;
  return {
    divide_by: p.required(input.divide_by, "transform_quantity[divide_by]"),
    round: p.required(input.round, "transform_quantity[round]"),
  };
}

function takeLookupKey(account: Account, key: string, isTransferred: boolean, self: string | null): void {
  for (const other of account.prices.values()) {
    if (other.lookup_key !== key || other.id === self) continue;
    if (!isTransferred) {
      throw invalidRequest(
        `A price (\`${other.id}\`) already uses that lookup key. To transfer the lookup key to this price, set \`transfer_lookup_key=true\``,
        { param: "lookup_key" },
      );
    }
    account.prices.update(other.id, { lookup_key: null });
  }
}

/** Makes a price of a product. */
export function createPrice(world: World, account: Account, product: string, input: PriceInput): Price {
  const currency = p.required(input.currency, "currency").toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, { param: "currency" });
  const isTiered = input.billing_scheme === "tiered";
  const unitAmount =
    input.unit_amount ?? (input.unit_amount_decimal ? Math.round(Number(input.unit_amount_decimal)) : null);
  if (unitAmount === null && !isTiered) throw missingParam("unit_amount");
  const tiers = tiersOf(input.tiers);
  const options = optionsOf(input.currency_options);
  if (input.lookup_key) takeLookupKey(account, input.lookup_key, input.transfer_lookup_key ?? false, null);
  const price = account.prices.insert({
    id: newId("price"),
    object: "price",
    active: input.active ?? true,
    billing_scheme: input.billing_scheme ?? "per_unit",
    created: wallSeconds(world),
    currency,
    ...(options ? { currency_options: options } : {}),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: p.mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product,
    recurring: input.recurring
      ? {
          interval: p.required(input.recurring.interval, "recurring[interval]"),
          interval_count: input.recurring.interval_count ?? 1,
          meter: input.recurring.meter ?? null,
          trial_period_days: input.recurring.trial_period_days ?? null,
          usage_type: input.recurring.usage_type ?? "licensed",
        }
      : null,
    tax_behavior: input.tax_behavior ?? "unspecified",
    ...(tiers ? { tiers } : {}),
    tiers_mode: input.tiers_mode ?? null,
    transform_quantity: transformOf(input.transform_quantity),
    type: input.recurring ? "recurring" : "one_time",
    unit_amount: isTiered ? null : unitAmount,
    unit_amount_decimal: isTiered ? null : (input.unit_amount_decimal ?? String(unitAmount)),
  });
  if (price.recurring) emit(world, account, "plan.created", planOf(price));
  emit(world, account, "price.created", price);
  return price;
}

/** The legacy plan that mirrors a recurring price. */
export function planOf(price: Price): Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring?.meter ?? null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: price.recurring?.usage_type ?? "licensed",
  };
}

function create(world: World, account: Account, params: p.Params<typeof MAKE>): Price {
  const data = params.product_data;
  if (data) {
    const product = insertProduct(world, account, {
      ...(data.id ? { id: data.id } : {}),
      active: data.active ?? true,
      metadata: p.mergeMetadata({}, data.metadata),
      name: p.required(data.name, "product_data[name]"),
      tax_code: data.tax_code ?? null,
      unit_label: data.unit_label ?? null,
    });
    return createPrice(world, account, product.id, params);
  }
  const product = p.required(params.product, "product");
  if (!account.products.find(product)) throw noSuchReference("product", product, "product");
  return createPrice(world, account, product, params);
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): Price {
  const before = requirePrice(account, id);
  if (params.lookup_key) takeLookupKey(account, params.lookup_key, params.transfer_lookup_key ?? false, id);
  const options = optionsOf(params.currency_options);
  const after = account.prices.update(id, {
    active: params.active ?? before.active,
    ...(options ? { currency_options: { ...before.currency_options, ...options } } : {}),
    lookup_key: p.changed(before.lookup_key, params.lookup_key),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    nickname: p.changed(before.nickname, params.nickname),
    tax_behavior: params.tax_behavior ?? before.tax_behavior,
  });
  if (after.recurring) emitUpdate(world, account, "plan.updated", planOf(before), planOf(after));
  emitUpdate(world, account, "price.updated", before, after);
  return after;
}

export const priceEndpoints: Endpoint[] = [
  post("/v1/prices", MAKE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/prices",
    {
      ...p.LIST,
      active: p.bool,
      created: p.range,
      currency: p.text,
      lookup_keys: p.arrayOf(p.text),
      product: p.text,
      recurring: p.object({ interval: p.text, meter: p.refused, usage_type: p.text }),
      type: p.enumOf("one_time", "recurring"),
    },
    ({ account, params }) => {
      const rows = account.prices
        .newestFirst()
        .filter(
          (row) =>
            (typeof params.active === "boolean" ? row.active === params.active : true) &&
            (params.currency ? row.currency === params.currency : true) &&
            (params.product ? row.product === params.product : true) &&
            (params.type ? row.type === params.type : true) &&
            (params.recurring?.interval ? row.recurring?.interval === params.recurring.interval : true) &&
            (params.recurring?.usage_type ? row.recurring?.usage_type === params.recurring.usage_type : true) &&
            (params.lookup_keys ? row.lookup_key !== null && params.lookup_keys.includes(row.lookup_key) : true),
        );
      return page(rows, params, "/v1/prices", "price");
    },
  ),
  get("/v1/prices/:id", p.NOTHING, ({ account, id }) => requirePrice(account, id)),
  post("/v1/prices/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
];
