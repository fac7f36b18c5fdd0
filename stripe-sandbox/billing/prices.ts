import type { Account } from "../account";
import type { Interval } from "../engine/calendar";
import { roundCents } from "../engine/money";
import type { Price } from "../store/wire";
import { tierParts, tiersIn } from "./tiers";

/** The amount of a quantity of a price in a currency: per unit, or by its graduated or volume tiers. */
export function amountOf(price: Price, quantity: number, currency: string): number {
  if (price.recurring?.usage_type === "metered") return 0;
  const tiers = tiersIn(price, currency);
  if (tiers) return tierParts(tiers, price.tiers_mode, quantity).reduce((sum, part) => sum + part.amount, 0);
  const exact =
    price.currency === currency
      ? Number(price.unit_amount_decimal ?? price.unit_amount ?? 0)
      : unitAmountIn(price, currency);
  return roundCents(exact * billedUnits(price, quantity));
}

/** How many units are billed: whole packages where the price divides its quantity. */
function billedUnits(price: Price, quantity: number): number {
  const transform = price.transform_quantity;
  if (!transform) return quantity;
  const packages = quantity / transform.divide_by;
  return transform.round === "up" ? Math.ceil(packages) : Math.floor(packages);
}

/** What one unit of a price costs in a currency; 0 where tiers decide. */
export function unitAmountIn(price: Price, currency: string): number {
  if (price.currency === currency) return price.unit_amount ?? 0;
  return price.currency_options?.[currency]?.unit_amount ?? price.unit_amount ?? 0;
}

/** How often a recurring price bills. */
export function cycleOf(price: Price): { interval: Interval; count: number } {
  return { interval: price.recurring?.interval ?? "month", count: price.recurring?.interval_count ?? 1 };
}

/** The product's name and unit as invoice texts use them. */
export function productText(account: Account, price: Price): { name: string; unitLabel: string | null } {
  const product = account.products.find(price.product);
  return { name: product?.name ?? price.product, unitLabel: product?.unit_label ?? null };
}
