import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidParam, invalidRequest, missingParam, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { randomText } from "../store/ids";
import type { Coupon } from "../store/wire";
import { type World, wallSeconds } from "../world";

const currencyOptions = p.mapOf(p.object({ amount_off: p.integer }));
const CREATE = {
  amount_off: p.integer,
  applies_to: p.object({ products: p.arrayOf(p.text) }),
  currency: p.text,
  currency_options: currencyOptions,
  duration: p.enumOf("forever", "once", "repeating"),
  duration_in_months: p.integer,
  id: p.text,
  max_redemptions: p.integer,
  metadata: p.metadata,
  name: p.text,
  percent_off: p.decimal,
  redeem_by: p.integer,
  expand: p.expand,
};
const UPDATE = { metadata: p.metadata, name: p.text, currency_options: currencyOptions, expand: p.expand };

/** The coupon of a path, or 404. */
function requireCoupon(account: Account, id: string): Coupon {
  const coupon = account.coupons.find(id);
  if (!coupon) throw noSuch("coupon", id);
  return coupon;
}

function optionsOf(input: p.Maybe<Record<string, { amount_off: p.Maybe<number> }>>): Coupon["currency_options"] {
  if (!input) return undefined;
  return Object.fromEntries(
    Object.entries(input).map(([currency, option]) => [currency, { amount_off: option.amount_off ?? 0 }]),
  );
}

function checkSize(params: p.Params<typeof CREATE>): void {
  const hasAmount = typeof params.amount_off === "number";
  const hasPercent = typeof params.percent_off === "number";
  if (hasAmount === hasPercent) {
    throw invalidParam("You must pass either `amount_off` or `percent_off`, and not both, when creating a coupon.");
  }
  if (hasAmount && !params.currency) throw missingParam("currency");
  if (hasPercent && !((params.percent_off ?? 0) > 0 && (params.percent_off ?? 0) <= 100)) {
    throw invalidParam("percent_off must be greater than 0 and less than or equal to 100.", { param: "percent_off" });
  }
  if (params.duration === "repeating" && !params.duration_in_months) throw missingParam("duration_in_months");
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): Coupon {
  checkSize(params);
  const id = params.id ?? randomText(8);
  if (account.coupons.find(id)) {
    throw invalidRequest("Coupon already exists.", { code: "resource_already_exists", param: "id" });
  }
  const options = optionsOf(params.currency_options);
  const coupon = account.coupons.insert({
    id,
    object: "coupon",
    amount_off: params.amount_off ?? null,
    ...(params.applies_to?.products ? { applies_to: { products: params.applies_to.products } } : {}),
    created: wallSeconds(world),
    currency: params.amount_off ? (params.currency ?? null) : null,
    ...(options ? { currency_options: options } : {}),
    duration: params.duration ?? "once",
    duration_in_months: params.duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    percent_off: params.percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  });
  emit(world, account, "coupon.created", coupon);
  return coupon;
}

export const couponEndpoints: Endpoint[] = [
  post("/v1/coupons", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/coupons", { ...p.LIST, created: p.range }, ({ account, params }) =>
    page(account.coupons.newestFirst(), params, "/v1/coupons", "coupon"),
  ),
  get("/v1/coupons/:id", p.NOTHING, ({ account, id }) => requireCoupon(account, id)),
  post("/v1/coupons/:id", UPDATE, ({ world, account, id, params }) => {
    const before = requireCoupon(account, id);
    const options = optionsOf(params.currency_options);
    const after = account.coupons.update(id, {
      metadata: p.mergeMetadata(before.metadata, params.metadata),
      name: p.changed(before.name, params.name),
      ...(options ? { currency_options: { ...before.currency_options, ...options } } : {}),
    });
    emitUpdate(world, account, "coupon.updated", before, after);
    return after;
  }),
  del("/v1/coupons/:id", {}, ({ world, account, id }) => {
    const coupon = requireCoupon(account, id);
    account.coupons.delete(id);
    emit(world, account, "coupon.deleted", coupon);
    return { id, object: "coupon", deleted: true };
  }),
];
