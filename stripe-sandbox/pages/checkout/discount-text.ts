import type { CheckoutView } from "../../checkout/views";
import type { Coupon } from "../../store/wire";
import { accountOf, type World } from "../../world";
import type { Language } from "../shared/i18n";
import { formatMoney } from "../shared/money";

/** What a coupon gives, in the reader's language: "25% off for 3 months". */
function discountText(coupon: Coupon, currency: string, { t, tag }: Language): string {
  const amount = coupon.currency_options?.[currency]?.amount_off ?? coupon.amount_off ?? 0;
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 });
  const discount =
    coupon.percent_off === null
      ? t("discount.amount", { amount: formatMoney(amount, currency, tag) })
      : t("discount.percent", { percent: percent.format(coupon.percent_off / 100) });
  switch (coupon.duration) {
    case "once":
      return t("discount.once", { discount });
    case "forever":
      return t("discount.forever", { discount });
    case "repeating": {
      const count = coupon.duration_in_months ?? 1;
      return t(count === 1 ? "discount.month" : "discount.months", { discount, count });
    }
  }
}

/** The view with its discount named in the reader's language. */
export function withDiscountText(world: World, view: CheckoutView, language: Language): CheckoutView {
  const account = accountOf(world, view.id);
  const id = account?.checkoutRecords.find(view.id)?.discount?.coupon;
  const coupon = id ? account?.coupons.find(id) : null;
  if (!coupon) return view;
  return {
    ...view,
    amounts: { ...view.amounts, discountLabel: discountText(coupon, view.amounts.currency, language) },
  };
}
