import type { Account } from "../account";
import { recurringText, tierText, trialText } from "../engine/line-text";
import type { Price, SubscriptionItem } from "../store/wire";
import { type Applied, activeDiscounts, ruleOf } from "./discounts";
import type { LineInput } from "./invoice-lines";
import { amountOf, cycleOf, productText, unitAmountIn } from "./prices";
import { type TierPart, tierParts, tiersIn } from "./tiers";

type RecurringInput = {
  subscription: string;
  item: SubscriptionItem;
  currency: string;
  isTrial: boolean;
  period: { start: number; end: number };
  /** Left out, those that the item has at the period's start. */
  discounts?: readonly Applied[];
};

/** The lines of a full recurring period: one, or with tiers one for the units and the fee of each tier. */
export function recurringLines(account: Account, input: RecurringInput): LineInput[] {
  const { item, currency } = input;
  const tiers = tiersIn(item.price, currency);
  const base = baseLine(account, input);
  const text = textOf(account, input);
  if (!tiers || input.isTrial) {
    const unitAmount = unitShown(item.price, text.quantity, currency);
    return [
      {
        ...base,
        amount: input.isTrial ? 0 : amountOf(item.price, text.quantity, currency),
        description: input.isTrial ? trialText({ ...text, unitAmount }) : recurringText({ ...text, unitAmount }),
        quantity: text.quantity,
        unitAmount: input.isTrial ? "0" : unitText(item.price, currency, unitAmount),
      },
    ];
  }
  return tierParts(tiers, item.price.tiers_mode, text.quantity).map((part) => tierLine(base, text, part));
}

function tierLine(base: Omit<LineInput, keyof Shown>, text: ReturnType<typeof textOf>, part: TierPart): LineInput {
  const isFlat = part.kind === "flat";
  return {
    ...base,
    amount: part.amount,
    description: tierText({
      ...text,
      quantity: isFlat ? null : part.units,
      tier: part.tier,
      unitAmount: Number(part.unitAmount),
    }),
    quantity: part.units,
    unitAmount: isFlat ? null : part.unitAmount,
  };
}

type Shown = Pick<LineInput, "amount" | "description" | "quantity" | "unitAmount">;

function baseLine(account: Account, input: RecurringInput): Omit<LineInput, keyof Shown> {
  const { item, currency, period } = input;
  const discounts = input.discounts ?? activeDiscounts(account, item.discounts, period.start);
  return {
    period,
    price: item.price,
    product: item.price.product,
    discountable: true,
    isProration: false,
    subscription: input.subscription,
    subscriptionItem: item.id,
    invoiceItem: null,
    creditedItems: null,
    metadata: item.metadata,
    taxRates: item.tax_rates && item.tax_rates.length > 0 ? item.tax_rates : null,
    ...(discounts.length > 0 ? { discounts: discounts.map((applied) => ruleOf(applied, currency)) } : {}),
  };
}

function textOf(account: Account, { item, currency }: RecurringInput) {
  const product = productText(account, item.price);
  const cycle = cycleOf(item.price);
  return {
    productName: product.name,
    unitLabel: product.unitLabel,
    quantity: item.quantity ?? 1,
    currency,
    interval: cycle.interval,
    intervalCount: cycle.count,
  };
}

function unitShown(price: Price, quantity: number, currency: string): number {
  if (price.transform_quantity !== null) return unitAmountIn(price, currency);
  if (price.billing_scheme === "tiered") return 0;
  return Math.round(amountOf(price, quantity, currency) / Math.max(1, quantity));
}

function unitText(price: Price, currency: string, unitAmount: number): string | null {
  return price.currency === currency ? price.unit_amount_decimal : String(unitAmount);
}
