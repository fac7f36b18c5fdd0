import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { enterCheckoutAddress, findCheckoutSession, submitCheckout } from "../checkout/checkout-session";
import { aCustomer, aPrice, latestInvoice, refusal, sandboxForFile, typed } from "./sandbox";

const account = sandboxForFile();
const DONE = "http://localhost:3000/done";
const CARD = { email: "a@b.de", card: typed("4242424242424242") };

async function taxed(params: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const owner = account();
  const price = await aPrice(owner.stripe, 11_900);
  const session = await owner.stripe.checkout.sessions.create({
    mode: "subscription",
    success_url: DONE,
    line_items: [{ price: price.id, quantity: 1 }],
    automatic_tax: { enabled: true },
    ...params,
  });
  return { ...owner, price, session };
}

describe("automatic tax in Checkout", () => {
  it("waits for a country and then follows the one that is entered, before anything is paid", async () => {
    const { stripe, world, session } = await taxed();
    expect(session).toMatchObject({
      automatic_tax: { enabled: true, liability: { type: "self" }, status: "requires_location_inputs" },
      amount_total: 11_900,
      total_details: { amount_tax: 0 },
    });
    expect(findCheckoutSession(world, session.id)?.collectsBillingAddress).toBe(true);
    const amounts = enterCheckoutAddress(world, session.id, { country: "DE", postalCode: null });
    expect(amounts).toMatchObject({ taxMinor: 2261, totalMinor: 14_161 });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      automatic_tax: { status: "complete" },
      amount_total: 14_161,
      total_details: { amount_tax: 2261 },
    });
  });

  it("is in the payment, the invoice and the subscription of a completed session", async () => {
    const { stripe, world, session } = await taxed();
    await submitCheckout(world, session.id, { ...CARD, country: "FR" });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "line_items"] });
    expect(done).toMatchObject({
      status: "complete",
      amount_total: 14_280,
      total_details: { amount_tax: 2380 },
      line_items: { data: [{ amount_subtotal: 11_900, amount_tax: 2380, amount_total: 14_280 }] },
      subscription: { status: "active", automatic_tax: { enabled: true } },
    });
    const subscription = typeof done.subscription === "string" ? done.subscription : (done.subscription?.id ?? "");
    expect(await latestInvoice(stripe, subscription)).toMatchObject({ total: 14_280, amount_paid: 14_280 });
  });

  it("is not paid without a country", async () => {
    const { world, session } = await taxed();
    expect(await submitCheckout(world, session.id, CARD)).toMatchObject({ kind: "invalid", field: "country" });
  });

  it("is part of a one-time payment, with an invoice as without", async () => {
    for (const invoice_creation of [{ enabled: true }, { enabled: false }]) {
      const { stripe, world } = account();
      const price = await stripe.prices.create({
        currency: "usd",
        unit_amount: 1000,
        product_data: { name: "Credits" },
      });
      const session = await stripe.checkout.sessions.create({
        mode: "payment",
        success_url: DONE,
        line_items: [{ price: price.id, quantity: 2 }],
        automatic_tax: { enabled: true },
        invoice_creation,
      });
      await submitCheckout(world, session.id, { ...CARD, country: "DE" });
      const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice", "payment_intent"] });
      expect(done).toMatchObject({ amount_total: 2380, payment_intent: { amount_received: 2380 } });
      if (invoice_creation.enabled) expect(done.invoice).toMatchObject({ total: 2380, status: "paid" });
    }
  });

  it("needs a known customer's address, or leave to take the entered one", async () => {
    const { stripe, world, price } = await taxed();
    const customer = (await aCustomer(stripe)).id;
    const order = {
      mode: "subscription" as const,
      success_url: DONE,
      customer,
      line_items: [{ price: price.id, quantity: 1 }],
      automatic_tax: { enabled: true },
    };
    expect(await refusal(stripe.checkout.sessions.create(order))).toMatchObject({
      code: "customer_tax_location_invalid",
    });
    const session = await stripe.checkout.sessions.create({ ...order, customer_update: { address: "auto" } });
    await submitCheckout(world, session.id, { ...CARD, country: "IE" });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ address: { country: "IE" } });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ amount_total: 14_637 });
  });

  it("gives way to the rates of a line", async () => {
    const { stripe, price } = await taxed();
    const rate = await stripe.taxRates.create({ display_name: "VAT", percentage: 7, inclusive: false });
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: DONE,
      line_items: [{ price: price.id, quantity: 1, tax_rates: [rate.id] }],
    });
    expect(session).toMatchObject({ amount_total: 12_733, total_details: { amount_tax: 833 } });
  });
});
