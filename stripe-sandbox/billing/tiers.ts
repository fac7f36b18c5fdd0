import { roundCents } from "../engine/money";
import type { Price } from "../store/wire";

type Tiers = NonNullable<Price["tiers"]>;

/** One line's worth of a tiered price: the units of a tier, or a tier's flat fee (without units). */
export type TierPart = {
  tier: number;
  kind: "units" | "flat";
  units: number;
  /** In minor units, with decimals. */
  unitAmount: string;
  amount: number;
};

/** The tiers of a price in a currency. */
export function tiersIn(price: Price, currency: string): Tiers | null {
  if (price.billing_scheme !== "tiered") return null;
  if (price.currency === currency) return price.tiers ?? null;
  return price.currency_options?.[currency]?.tiers ?? price.tiers ?? null;
}

/**
 * What a quantity of a tiered price is billed as, in Stripe's order: each tier's units, then its flat fee, every part
 * rounded by itself. The first tier is always reached, so that its flat fee is owed for no units as well.
 */
export function tierParts(tiers: Tiers, mode: Price["tiers_mode"], quantity: number): TierPart[] {
  return mode === "volume" ? volumeParts(tiers, quantity) : graduatedParts(tiers, quantity);
}

function volumeParts(tiers: Tiers, quantity: number): TierPart[] {
  const index = tiers.findIndex((tier) => tier.up_to === null || quantity <= tier.up_to);
  const tier = tiers[index];
  return tier ? partsOf(tier, index + 1, quantity) : [];
}

function graduatedParts(tiers: Tiers, quantity: number): TierPart[] {
  const parts: TierPart[] = [];
  let below = 0;
  for (const [index, tier] of tiers.entries()) {
    if (index > 0 && quantity <= below) break;
    const upTo = tier.up_to ?? Math.max(quantity, below);
    parts.push(...partsOf(tier, index + 1, Math.min(quantity, upTo) - below));
    below = upTo;
  }
  return parts;
}

function partsOf(tier: Tiers[number], number: number, units: number): TierPart[] {
  const unit = tier.unit_amount_decimal ?? (tier.unit_amount === null ? null : String(tier.unit_amount));
  const flat = tier.flat_amount_decimal ?? (tier.flat_amount === null ? null : String(tier.flat_amount));
  const parts: TierPart[] = [];
  if (unit !== null) {
    parts.push({ tier: number, kind: "units", units, unitAmount: unit, amount: roundCents(Number(unit) * units) });
  }
  if (flat !== null) {
    parts.push({ tier: number, kind: "flat", units: 0, unitAmount: flat, amount: roundCents(Number(flat)) });
  }
  return parts;
}
