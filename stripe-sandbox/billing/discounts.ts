import type { Account } from "../account";
import { addIntervals } from "../engine/calendar";
import type { DiscountRule } from "../engine/discount-math";
import { moneyText } from "../engine/money";
import { emit } from "../events/emit";
import { invalidRequest, noSuchReference } from "../http/errors";
import { newId } from "../store/ids";
import type { Coupon, Discount, PromotionCode } from "../store/wire";
import type { World } from "../world";

/** A discount with the coupon that it grants. */
export type Applied = { discount: Discount; coupon: Coupon };

/** What a request asks to be discounted by. */
export type DiscountRequest = { coupon?: string | null; promotionCode?: string | null; discount?: string | null };

/** The usable coupon that a parameter names, or a refusal. */
export function usableCoupon(account: Account, id: string, at: number, param: string): Coupon {
  const coupon = account.coupons.find(id);
  if (!coupon) throw noSuchReference("coupon", id, param);
  if (!isRedeemable(coupon, at)) throw invalidRequest(`Coupon expired: ${id}`, { code: "coupon_expired", param });
  return coupon;
}

/** True while a coupon may still be redeemed. */
export function isRedeemable(coupon: Coupon, at: number): boolean {
  const isExpired = coupon.redeem_by !== null && coupon.redeem_by <= at;
  const isUsedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  return coupon.valid && !isExpired && !isUsedUp;
}

/** Why a promotion code may not be used by this customer for this amount, or null when it may. */
export function refusalOfPromotionCode(
  account: Account,
  code: PromotionCode,
  context: { customer: string | null; amount: number; currency: string; at: number },
): string | null {
  const coupon = account.coupons.find(code.promotion.coupon ?? "");
  if (!code.active || !coupon) return "This promotion code cannot be redeemed because it is inactive.";
  if (code.expires_at !== null && code.expires_at <= context.at) return "This promotion code has expired.";
  if (!isRedeemable(coupon, context.at))
    return "This promotion code cannot be redeemed because its coupon has expired.";
  if (code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions) {
    return "This promotion code has been used the maximum number of times.";
  }
  if (code.customer !== null && code.customer !== context.customer)
    return "This promotion code is not for this customer.";
  if (
    coupon.amount_off !== null &&
    coupon.currency !== context.currency &&
    !coupon.currency_options?.[context.currency]
  ) {
    return "This promotion code is not in the right currency.";
  }
  const { first_time_transaction: isFirstOnly, minimum_amount: minimum } = code.restrictions;
  if (minimum !== null && context.amount < minimum) return "The order is below this promotion code's minimum amount.";
  if (isFirstOnly && context.customer && hasPaidBefore(account, context.customer)) {
    return "This promotion code is only available to new customers.";
  }
  return null;
}

function hasPaidBefore(account: Account, customer: string): boolean {
  return (
    account.invoices.of(customer).some((invoice) => invoice.status === "paid" && invoice.amount_paid > 0) ||
    account.paymentIntents.of(customer).some((intent) => intent.status === "succeeded")
  );
}

/** A discount made of a coupon, not stored yet. */
export function buildDiscount(input: {
  coupon: Coupon;
  promotionCode: string | null;
  customer: string | null;
  subscription: string | null;
  subscriptionItem?: string | null;
  start: number;
}): Discount {
  const { coupon } = input;
  return {
    id: newId("di"),
    object: "discount",
    checkout_session: null,
    customer: input.customer,
    customer_account: null,
    end: coupon.duration === "repeating" ? addIntervals(input.start, "month", coupon.duration_in_months ?? 1) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: input.promotionCode,
    source: { coupon: coupon.id, type: "coupon" },
    start: input.start,
    subscription: input.subscription,
    subscription_item: input.subscriptionItem ?? null,
  };
}

/** Builds the discounts that a request asks for; refuses unusable coupons and codes. */
export function requestedDiscounts(
  account: Account,
  requests: readonly DiscountRequest[],
  context: {
    customer: string | null;
    subscription: string | null;
    subscriptionItem?: string | null;
    at: number;
    amount: number;
    currency: string;
    /** Where the discounts stand among the parameters. */
    name?: string;
  },
): Applied[] {
  return requests.map((request, index) => {
    const param = `${context.name ?? "discounts"}[${index}]`;
    if (request.discount) {
      const discount = account.discounts.find(request.discount);
      if (!discount) throw noSuchReference("discount", request.discount, `${param}[discount]`);
      return { discount, coupon: account.coupons.get(discount.source.coupon ?? "") };
    }
    if (request.promotionCode) {
      const code = account.promotionCodes.find(request.promotionCode);
      if (!code) throw noSuchReference("promotion code", request.promotionCode, `${param}[promotion_code]`);
      const refusal = refusalOfPromotionCode(account, code, context);
      if (refusal) throw invalidRequest(refusal, { param: `${param}[promotion_code]` });
      const coupon = account.coupons.get(code.promotion.coupon ?? "");
      return { coupon, discount: buildDiscount({ ...context, coupon, promotionCode: code.id, start: context.at }) };
    }
    const coupon = usableCoupon(account, request.coupon ?? "", context.at, `${param}[coupon]`);
    return { coupon, discount: buildDiscount({ ...context, coupon, promotionCode: null, start: context.at }) };
  });
}

/** Stores new discounts: counts the redemption and tells of it. */
export function redeem(world: World, account: Account, applied: readonly Applied[]): void {
  for (const { discount, coupon } of applied) {
    if (account.discounts.find(discount.id)) continue;
    account.discounts.insert(discount);
    const counted = account.coupons.get(coupon.id);
    const timesRedeemed = counted.times_redeemed + 1;
    const isUsedUp = counted.max_redemptions !== null && timesRedeemed >= counted.max_redemptions;
    account.coupons.update(coupon.id, { times_redeemed: timesRedeemed, valid: counted.valid && !isUsedUp });
    const code = discount.promotion_code ? account.promotionCodes.find(discount.promotion_code) : null;
    if (code) {
      const uses = code.times_redeemed + 1;
      account.promotionCodes.update(code.id, {
        times_redeemed: uses,
        active: code.active && (code.max_redemptions === null || uses < code.max_redemptions),
      });
    }
    emit(world, account, "customer.discount.created", discount);
  }
}

/** The stored discounts of the ids that still hold at the moment. */
export function activeDiscounts(account: Account, ids: readonly string[], at: number): Applied[] {
  const active: Applied[] = [];
  for (const id of ids) {
    const discount = account.discounts.find(id);
    const coupon = discount ? account.coupons.find(discount.source.coupon ?? "") : null;
    if (discount && coupon && (discount.end === null || discount.end > at)) active.push({ discount, coupon });
  }
  return active;
}

/** A discount as arithmetic in a currency. */
export function ruleOf({ discount, coupon }: Applied, currency: string): DiscountRule {
  const amountOff =
    coupon.currency === currency ? coupon.amount_off : (coupon.currency_options?.[currency]?.amount_off ?? null);
  return {
    id: discount.id,
    percentOff: coupon.percent_off,
    amountOff,
    products: coupon.applies_to?.products ?? null,
  };
}

/** `25% off for 3 months`, or `¥500 off once` in the currency that is paid. */
export function discountLabel(coupon: Coupon, currency: string): string {
  const size =
    coupon.percent_off !== null
      ? `${coupon.percent_off}% off`
      : `${moneyText(coupon.currency_options?.[currency]?.amount_off ?? coupon.amount_off ?? 0, currency)} off`;
  switch (coupon.duration) {
    case "once":
      return `${size} once`;
    case "forever":
      return `${size} forever`;
    case "repeating":
      return `${size} for ${coupon.duration_in_months ?? 1} months`;
  }
}
