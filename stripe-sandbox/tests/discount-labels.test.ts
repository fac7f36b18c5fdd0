import { describe, expect, it } from "vitest";
import { findCheckoutSession } from "../checkout/checkout-session";
import { moneyText } from "../engine/money";
import { aPrice, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

describe("a discount's name on the checkout page", () => {
  it.each([
    ["¥500 off once", "jpy", { amount_off: 500, currency: "jpy", duration: "once" }],
    ["$5.00 off forever", "usd", { amount_off: 500, currency: "usd", duration: "forever" }],
    [
      "CHF 5.50 off for 3 months",
      "chf",
      { amount_off: 550, currency: "chf", duration: "repeating", duration_in_months: 3 },
    ],
    ["12.5% off once", "usd", { percent_off: 12.5, duration: "once" }],
    [
      "¥700 off once",
      "jpy",
      { amount_off: 500, currency: "usd", duration: "once", currency_options: { jpy: { amount_off: 700 } } },
    ],
  ] as const)("is %s", async (label, currency, params) => {
    const { stripe, world } = account();
    const coupon = await stripe.coupons.create(params);
    const price = await aPrice(stripe, 5000, { currency });
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: "http://localhost:3000/done",
      line_items: [{ price: price.id, quantity: 1 }],
      discounts: [{ coupon: coupon.id }],
    });
    expect(findCheckoutSession(world, session.id)?.amounts.discountLabel).toBe(label);
  });
});

describe("an amount in a text", () => {
  it.each([
    ["$10.00", 1000, "usd"],
    ["$0.036", 3.6, "usd"],
    ["$0.255", 25.5, "usd"],
    ["¥500", 500, "jpy"],
    ["¥0.5", 0.5, "jpy"],
    ["CHF 5.00", 500, "chf"],
    ["XOF 500", 500, "xof"],
  ])("is %s", (text, amount, currency) => {
    expect(moneyText(amount, currency)).toBe(text);
  });
});
