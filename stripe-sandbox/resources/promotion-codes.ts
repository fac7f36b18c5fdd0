import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId, randomCode } from "../store/ids";
import type { PromotionCode } from "../store/wire";
import { type World, wallSeconds } from "../world";

const restrictions = p.object({
  currency_options: p.refused,
  first_time_transaction: p.bool,
  minimum_amount: p.integer,
  minimum_amount_currency: p.text,
});
const CREATE = {
  active: p.bool,
  code: p.text,
  customer: p.text,
  customer_account: p.refused,
  expires_at: p.integer,
  max_redemptions: p.integer,
  metadata: p.metadata,
  promotion: p.object({ type: p.enumOf("coupon"), coupon: p.text }),
  restrictions,
  expand: p.expand,
};
const UPDATE = { active: p.bool, metadata: p.metadata, restrictions: p.refused, expand: p.expand };

/** The active promotion code with this text, whatever its case. */
export function findActiveCode(account: Account, code: string): PromotionCode | null {
  const wanted = code.trim().toLowerCase();
  for (const row of account.promotionCodes.values()) {
    if (row.active && row.code.toLowerCase() === wanted) return row;
  }
  return null;
}

function requireCode(account: Account, id: string): PromotionCode {
  const code = account.promotionCodes.find(id);
  if (!code) throw noSuch("promotion code", id);
  return code;
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): PromotionCode {
  const couponId = p.required(p.required(params.promotion, "promotion").coupon, "promotion[coupon]");
  const coupon = account.coupons.find(couponId);
  if (!coupon) throw noSuchReference("coupon", couponId, "promotion[coupon]");
  const code = params.code ?? randomCode(8);
  if (findActiveCode(account, code)) {
    throw invalidRequest(`An active promotion code with \`code: ${code}\` already exists.`, {
      code: "resource_already_exists",
      param: "code",
    });
  }
  const row = account.promotionCodes.insert({
    id: newId("promo"),
    object: "promotion_code",
    active: params.active ?? true,
    code,
    created: wallSeconds(world),
    customer: params.customer ?? null,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: {
      first_time_transaction: params.restrictions?.first_time_transaction ?? false,
      minimum_amount: params.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: params.restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  });
  emit(world, account, "promotion_code.created", row);
  return row;
}

export const promotionCodeEndpoints: Endpoint[] = [
  post("/v1/promotion_codes", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/promotion_codes",
    {
      ...p.LIST,
      active: p.bool,
      code: p.text,
      coupon: p.text,
      created: p.range,
      customer: p.text,
      customer_account: p.refused,
    },
    ({ account, params }) => {
      const rows = account.promotionCodes
        .newestFirst()
        .filter(
          (row) =>
            (typeof params.active === "boolean" ? row.active === params.active : true) &&
            (params.code ? row.code.toLowerCase() === params.code.toLowerCase() : true) &&
            (params.coupon ? row.promotion.coupon === params.coupon : true) &&
            (params.customer ? row.customer === params.customer : true),
        );
      return page(rows, params, "/v1/promotion_codes", "promotion code");
    },
  ),
  get("/v1/promotion_codes/:id", p.NOTHING, ({ account, id }) => requireCode(account, id)),
  post("/v1/promotion_codes/:id", UPDATE, ({ world, account, id, params }) => {
    const before = requireCode(account, id);
    const after = account.promotionCodes.update(id, {
      active: params.active ?? before.active,
      metadata: p.mergeMetadata(before.metadata, params.metadata),
    });
    emitUpdate(world, account, "promotion_code.updated", before, after);
    return after;
  }),
];
