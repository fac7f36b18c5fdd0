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
}

function toFound(price: Stripe.Price): FoundPrice {
  const interval = price.recurring?.interval_count === 1 ? price.recurring.interval : null;
  return { id: price.id, amountMinor: price.unit_amount, currency: price.currency, interval, active: price.active };
}

/** Our prices on the account, by lookup key. */
export async function listPricesByLookupKey(lookupKeys: string[]): Promise<Map<string, FoundPrice>> {
  const found = new Map<string, FoundPrice>();
  // Stripe takes ten keys a call.
  for (let start = 0; start < lookupKeys.length; start += 10) {
    const page = await askStripe((sdk) =>
      sdk.prices.list({ lookup_keys: lookupKeys.slice(start, start + 10), limit: 100 }),
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
        unit_amount: wanted.amountMinor,
        recurring: { interval: wanted.interval },
        lookup_key: wanted.lookupKey,
      },
      { idempotencyKey: `tierline-price-${wanted.lookupKey}-${wanted.amountMinor}` },
    ),
  );
  return price.id;
}
