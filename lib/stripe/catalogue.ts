import type Stripe from "stripe";
import { askStripe, isMissing, stripe } from "./client";

/** A plan's product at Stripe; its id is ours, so that pushing twice finds it again. */
export interface ProductWanted {
  id: string;
  name: string;
  metadata: Record<string, string>;
}

export interface PriceWanted {
  lookupKey: string;
  productId: string;
  currency: string;
  amountMinor: number;
  interval: "month" | "year";
  /** The first so many units for `amountMinor` together, each one more for `extraMinor`. */
  seats: { included: number; extraMinor: number } | null;
}

/** Finds the product or makes it. */
export async function ensureProduct(wanted: ProductWanted): Promise<"found" | "created"> {
  const found = await stripe()
    .products.retrieve(wanted.id)
    .catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  if (found) return "found";
  await askStripe((sdk) => sdk.products.create(wanted, { idempotencyKey: `tierline-product-${wanted.id}` }));
  return "created";
}

/** A price at Stripe, as far as it has to equal ours. */
export interface FoundPrice {
  id: string;
  amountMinor: number | null;
  currency: string;
  interval: string | null;
  active: boolean;
  seats: PriceWanted["seats"];
}

function toFound(price: Stripe.Price): FoundPrice {
  const interval = price.recurring?.interval_count === 1 ? price.recurring.interval : null;
  const { id, currency, active } = price;
  return { id, currency, interval, active, ...amountsOf(price) };
}

/** The amounts of a flat price or of one with seats; tiers of any other shape are none of ours and have no amount. */
function amountsOf(price: Stripe.Price): Pick<FoundPrice, "amountMinor" | "seats"> {
  if (price.billing_scheme !== "tiered") return { amountMinor: price.unit_amount, seats: null };
  const [first, second, ...others] = price.tiers ?? [];
  const isOurs = price.tiers_mode === "graduated" && first?.up_to && second?.up_to === null && others.length === 0;
  const extraMinor = second?.unit_amount;
  if (!isOurs || first.unit_amount || second.flat_amount || typeof extraMinor !== "number")
    return { amountMinor: null, seats: null };
  return { amountMinor: first.flat_amount, seats: { included: first.up_to ?? 0, extraMinor } };
}

/** Our prices on the account, by lookup key. */
export async function listPricesByLookupKey(lookupKeys: string[]): Promise<Map<string, FoundPrice>> {
  const found = new Map<string, FoundPrice>();
  // Stripe takes ten keys a call.
  for (let start = 0; start < lookupKeys.length; start += 10) {
    const page = await askStripe((sdk) =>
      sdk.prices.list({ lookup_keys: lookupKeys.slice(start, start + 10), limit: 100, expand: ["data.tiers"] }),
    );
    for (const price of page.data) if (price.lookup_key) found.set(price.lookup_key, toFound(price));
  }
  return found;
}

/** Makes a price; amounts can never be changed afterwards. */
export async function createPrice(wanted: PriceWanted): Promise<string> {
  const price = await askStripe((sdk) =>
    sdk.prices.create(
      {
        product: wanted.productId,
        currency: wanted.currency,
        recurring: { interval: wanted.interval },
        lookup_key: wanted.lookupKey,
        ...amountParams(wanted),
      },
      { idempotencyKey: `tierline-price-${wanted.lookupKey}-${wanted.amountMinor}${seatsKey(wanted)}` },
    ),
  );
  return price.id;
}

const seatsKey = ({ seats }: PriceWanted) => (seats ? `-${seats.included}-${seats.extraMinor}` : "");

/** https://docs.stripe.com/products-prices/pricing-models#tiered-pricing */
function amountParams({ amountMinor, seats }: PriceWanted) {
  if (!seats) return { unit_amount: amountMinor };
  return {
    billing_scheme: "tiered" as const,
    tiers_mode: "graduated" as const,
    tiers: [
      { up_to: seats.included, flat_amount: amountMinor },
      { up_to: "inf" as const, unit_amount: seats.extraMinor },
    ],
  };
}
