import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, itemOf, latestInvoice, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

async function billed(price: Partial<Stripe.PriceCreateParams>, quantities: number[]) {
  const { stripe } = account();
  const customer = await aCustomer(stripe);
  const product = await stripe.products.create({ name: "Seats" });
  const made = await stripe.prices.create({
    currency: "usd",
    product: product.id,
    recurring: { interval: "month" },
    ...price,
  });
  const totals = [];
  for (const quantity of quantities) {
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: made.id, quantity }],
    });
    totals.push((await latestInvoice(stripe, subscription.id)).total);
  }
  return totals;
}

const TIERS: Stripe.PriceCreateParams.Tier[] = [
  { up_to: 5, unit_amount: 1000, flat_amount: 500 },
  { up_to: 10, unit_amount: 800 },
  { up_to: "inf", unit_amount_decimal: Stripe.Decimal.from("600.5") },
];

describe("tiered prices", () => {
  it("graduated bill each unit by the tier that it falls into", async () => {
    const tiers = { billing_scheme: "tiered", tiers_mode: "graduated", tiers: TIERS } as const;
    expect(await billed(tiers, [1, 5, 6, 12])).toEqual([1500, 5500, 6300, 10_701]);
  });

  it("by volume bill all units by the tier that the quantity reaches", async () => {
    const tiers = { billing_scheme: "tiered", tiers_mode: "volume", tiers: TIERS } as const;
    expect(await billed(tiers, [1, 5, 6, 12])).toEqual([1500, 5500, 4800, 7206]);
  });

  it("prorate what the tiers come to", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const product = await stripe.products.create({ name: "Seats" });
    const price = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: TIERS,
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 5 }],
    });
    const item = itemOf(subscription);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 6 }],
      proration_behavior: "always_invoice",
      proration_date: item.current_period_start,
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(800);
  });
});

describe("a price that divides its quantity", () => {
  it("bills whole packages, rounded as it says", async () => {
    const price = (round: "up" | "down") => ({ unit_amount: 1000, transform_quantity: { divide_by: 10, round } });
    expect(await billed(price("up"), [1, 10, 11])).toEqual([1000, 1000, 2000]);
    expect(await billed(price("down"), [10, 19, 20])).toEqual([1000, 1000, 2000]);
  });
});
