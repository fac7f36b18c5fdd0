import { describe, expect, it } from "vitest";
import { submitCheckout } from "../checkout/checkout-session";
import { aCustomer, aPrice, itemOf, latestInvoice, refusal, sandboxForFile, typed } from "./sandbox";

const account = sandboxForFile();
const DONE = "http://localhost:3000/done";
const MONTHLY = { interval: "month" as const };

describe("a price made inline (price_data)", () => {
  it("brings its product along in Checkout, and both are archived from the start", async () => {
    const { stripe, world } = account();
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: DONE,
      line_items: [
        {
          quantity: 2,
          price_data: {
            currency: "eur",
            unit_amount: 1900,
            recurring: MONTHLY,
            product_data: { name: "Custom plan", description: "Made to measure", metadata: { tier: "custom" } },
          },
        },
      ],
    });
    expect(session).toMatchObject({ amount_subtotal: 3800, amount_total: 3800, currency: "eur" });
    const { data } = await stripe.checkout.sessions.listLineItems(session.id);
    expect(data).toMatchObject([{ description: "Custom plan", amount_total: 3800, price: { active: false } }]);
    const product = await stripe.products.retrieve(String(data[0]?.price?.product));
    expect(product).toMatchObject({ active: false, name: "Custom plan", metadata: { tier: "custom" } });
    await submitCheckout(world, session.id, { email: "a@b.de", card: typed("4242424242424242") });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done.subscription).toMatchObject({ status: "active", items: { data: [{ quantity: 2 }] } });
  });

  it("takes one of product and product_data, and names the amount that is missing", async () => {
    const { stripe } = account();
    const product = (await stripe.products.create({ name: "Pro" })).id;
    const sell = (price_data: object) =>
      refusal(
        stripe.checkout.sessions.create({
          mode: "payment",
          success_url: DONE,
          line_items: [{ quantity: 1, price_data: { currency: "usd", ...price_data } }],
        }),
      );
    expect(await sell({ unit_amount: 100, product, product_data: { name: "Pro" } })).toMatchObject({
      param: "line_items[0][price_data][product_data]",
    });
    expect(await sell({ unit_amount: 100 })).toMatchObject({ param: "line_items[0][price_data][product]" });
    expect(await sell({ product })).toMatchObject({ param: "line_items[0][price_data][unit_amount]" });
    expect(await sell({ product, unit_amount: 1, lookup_key: "x" })).toMatchObject({ code: "parameter_unknown" });
  });

  it("bills subscriptions, their changes, one-off lines and invoice items alike", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const product = (await stripe.products.create({ name: "Pro" })).id;
    const data = (unit_amount: number) => ({ currency: "usd", product, unit_amount });
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price_data: { ...data(1900), recurring: MONTHLY } }],
      add_invoice_items: [{ price_data: data(500) }],
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(2400);
    const item = itemOf(subscription);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, price_data: { ...data(4900), recurring: MONTHLY } }],
      proration_behavior: "always_invoice",
      proration_date: item.current_period_start,
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(3000);
    const once = await stripe.invoiceItems.create({ customer, quantity: 3, price_data: data(250) });
    expect(once).toMatchObject({ amount: 750, quantity: 3, description: "Pro" });
  });

  it("of a preview leaves no price and no event behind", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const { id, product } = await aPrice(stripe, 1000);
    const events = (await stripe.events.list({ limit: 100 })).data.length;
    const preview = await stripe.invoices.createPreview({
      customer,
      subscription_details: {
        items: [
          { price_data: { currency: "usd", product: String(product), unit_amount: 4200, recurring: MONTHLY } },
          { price: id },
        ],
      },
      invoice_items: [{ amount: 300, currency: "usd", description: "Setup" }],
    });
    expect(preview.total).toBe(5500);
    expect((await stripe.prices.list()).data).toHaveLength(1);
    expect((await stripe.events.list({ limit: 100 })).data).toHaveLength(events);
  });

  it("makes a schedule's phase", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const product = (await stripe.products.create({ name: "Pro" })).id;
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [{ items: [{ price_data: { currency: "usd", product, unit_amount: 1200, recurring: MONTHLY } }] }],
    });
    expect((await latestInvoice(stripe, String(schedule.subscription))).total).toBe(1200);
  });
});

describe("parameters that endive took away", () => {
  it("payment_method_types is unknown to intents and sessions", async () => {
    const { stripe } = account();
    const calls = [
      stripe.rawRequest("POST", "/v1/payment_intents", {
        amount: 1000,
        currency: "usd",
        payment_method_types: ["card"],
      }),
      stripe.rawRequest("POST", "/v1/setup_intents", { payment_method_types: ["card"] }),
      stripe.rawRequest("POST", "/v1/checkout/sessions", { mode: "setup", payment_method_types: ["card"] }),
    ];
    for (const call of calls) {
      expect(await refusal(call)).toMatchObject({
        statusCode: 400,
        code: "parameter_unknown",
        param: "payment_method_types",
        message: "Received unknown parameter: payment_method_types",
      });
    }
  });

  it("allowed_payment_method_types stands in the intent, and is not imitated without cards", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: "usd",
      allowed_payment_method_types: ["card", "link"],
    });
    expect(intent).toMatchObject({ allowed_payment_method_types: ["card", "link"], payment_method_types: ["card"] });
    const setup = await stripe.setupIntents.create({ allowed_payment_method_types: ["card"] });
    expect(setup.allowed_payment_method_types).toEqual(["card"]);
    const call = stripe.setupIntents.create({ allowed_payment_method_types: ["sepa_debit"] });
    expect(await refusal(call)).toMatchObject({ statusCode: 501 });
  });
});
