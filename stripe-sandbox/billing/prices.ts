import type { Account } from "../account";
import type { Interval } from "../engine/calendar";
import { roundCents } from "../engine/money";
import { unitAmountIn } from "../resources/virtual-properties";
import type { Price } from "../store/wire";

/** The amount of a quantity of a price in a currency: per unit, or by its graduated or volume tiers. */
export function amountOf(price: Price, quantity: number, currency: string): number {
  if (price.recurring?.usage_type === "metered") return 0;
  if (price.billing_scheme !== "tiered" || !price.tiers) {
    const exact =
      price.currency === currency
        ? Number(price.unit_amount_decimal ?? price.unit_amount ?? 0)
        : unitAmountIn(price, currency);
    return roundCents(exact * billedUnits(price, quantity));
  }
  return price.tiers_mode === "volume" ? volumeAmount(price.tiers, quantity) : graduatedAmount(price.tiers, quantity);
}

/** How many units are billed: whole packages where the price divides its quantity. */
function billedUnits(price: Price, quantity: number): number {
  const transform = price.transform_quantity;
  if (!transform) return quantity;
  const packages = quantity / transform.divide_by;
  return transform.round === "up" ? Math.ceil(packages) : Math.floor(packages);
}

type Tiers = NonNullable<Price["tiers"]>;

function volumeAmount(tiers: Tiers, quantity: number): number {
  const tier = tiers.find((candidate) => candidate.up_to === null || quantity <= candidate.up_to);
  return tier ? roundCents(flatOf(tier) + unitOf(tier) * quantity) : 0;
}

function graduatedAmount(tiers: Tiers, quantity: number): number {
  let amount = 0;
  let below = 0;
  for (const tier of tiers) {
    if (quantity <= below) break;
    const upTo = tier.up_to ?? quantity;
    const units = Math.min(quantity, upTo) - below;
    amount += flatOf(tier) + units * unitOf(tier);
    below = upTo;
  }
  return roundCents(amount);
}

function flatOf(tier: Tiers[number]): number {
  return Number(tier.flat_amount_decimal ?? tier.flat_amount ?? 0);
}

function unitOf(tier: Tiers[number]): number {
  return Number(tier.unit_amount_decimal ?? tier.unit_amount ?? 0);
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
