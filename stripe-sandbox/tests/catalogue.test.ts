import { describe, expect, it } from "vitest";
import { portalCancel, portalOverview, portalResume, portalSetCard } from "../checkout/portal";
import {
  aClock,
  aCustomer,
  aPrice,
  eventTypes,
  itemOf,
  latestInvoice,
  refusal,
  sandboxForFile,
  seconds,
  typed,
} from "./sandbox";

const account = sandboxForFile();

describe("products and prices", () => {
  it("find prices by lookup keys, which move on request only", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "Pro" });
    const make = (unitAmount: number, transfer?: boolean) =>
      stripe.prices.create({
        product: product.id,
        currency: "usd",
        unit_amount: unitAmount,
        lookup_key: "pro",
        ...(transfer ? { transfer_lookup_key: true } : {}),
      });
    const old = await make(100);
    expect((await refusal(make(200))).message).toContain("already uses that lookup key");
    const current = await make(200, true);
    expect((await stripe.prices.list({ lookup_keys: ["pro"] })).data.map((price) => price.id)).toEqual([current.id]);
    expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
  });

  it("never change a price's amount", async () => {
    const { stripe } = account();
    const price = await aPrice(stripe, 1000);
    const error = await refusal(stripe.prices.update(price.id, { unit_amount: 2000 } as object));
    expect(error).toMatchObject({ code: "parameter_unknown", param: "unit_amount" });
  });

  it("archive products with prices instead of deleting them", async () => {
    const { stripe } = account();
    const price = await aPrice(stripe, 1000);
    expect((await refusal(stripe.products.del(String(price.product)))).statusCode).toBe(400);
    expect((await stripe.products.update(String(price.product), { active: false })).active).toBe(false);
  });

  it("tell of a price with its legacy plan", async () => {
    const { stripe } = account();
    await aPrice(stripe, 1000);
    expect(await eventTypes(stripe)).toEqual(["product.created", "plan.created", "price.created"]);
  });

  it("bill graduated tiers", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "Seats", unit_label: "user" });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      recurring: { interval: "month" },
      tiers: [
        { up_to: 5, unit_amount: 1000 },
        { up_to: "inf", unit_amount: 500 },
      ],
    });
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 8 }],
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(6500);
  });

  it("bill the currency that is asked for", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "Pro" });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount: 1900,
      recurring: { interval: "month" },
      currency_options: { eur: { unit_amount: 1800 } },
    });
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      currency: "eur",
    });
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ currency: "eur", total: 1800 });
  });

  it("name the product's unit in the invoice", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "Test Subscription", unit_label: "user" });
    const price = await aPrice(stripe, 2500, { product: product.id });
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 10 }],
    });
    expect((await latestInvoice(stripe, subscription.id)).lines.data[0]?.description).toBe(
      "10 user × Test Subscription (at $25.00 / month)",
    );
  });
});

describe("coupons and promotion codes", () => {
  it("make a discount of the subscription that names its coupon as source", async () => {
    const { stripe } = account();
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: "forever" });
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
      discounts: [{ coupon: coupon.id }],
      expand: ["discounts"],
    });
    expect(subscription.discounts[0]).toMatchObject({
      object: "discount",
      source: { type: "coupon", coupon: coupon.id },
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(750);
  });

  it("refuse an expired coupon and a code that exists already", async () => {
    const { stripe } = account();
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: "once", max_redemptions: 1 });
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const buy = () =>
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        discounts: [{ coupon: coupon.id }],
      });
    await buy();
    expect((await refusal(buy())).code).toBe("coupon_expired");
    const other = await stripe.coupons.create({ percent_off: 10, duration: "once" });
    const code = () => stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: other.id }, code: "TEN" });
    await code();
    expect((await refusal(code())).code).toBe("resource_already_exists");
    expect((await stripe.promotionCodes.list({ code: "ten" })).data).toHaveLength(1);
  });
});

describe("subscription schedules", () => {
  it("change the price at the period's end, then release the subscription", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const product = (await stripe.products.create({ name: "Pro" })).id;
    const big = await aPrice(stripe, 4900, { product });
    const small = await aPrice(stripe, 1900, { product });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: big.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      phases: [
        {
          items: [{ price: big.id, quantity: 1 }],
          start_date: schedule.phases[0]?.start_date,
          end_date: schedule.phases[0]?.end_date,
        },
        { items: [{ price: small.id, quantity: 1 }], duration: { interval: "month", interval_count: 1 } },
      ],
    });
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBe(schedule.id);
    expect(
      (await refusal(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }))).statusCode,
    ).toBe(400);
    await clock.advance("2026-02-01T02:00:00Z");
    const changed = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(changed).price.id).toBe(small.id);
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 1900, status: "paid" });
    await clock.advance("2026-03-01T02:00:00Z");
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("released");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active", schedule: null });
  });

  it("start a subscription at a later date", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 1000);
    const schedule = await stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: seconds("2026-01-10T00:00:00Z"),
      phases: [{ items: [{ price: price.id }], duration: { interval: "month", interval_count: 2 } }],
    });
    expect(schedule).toMatchObject({ status: "not_started", subscription: null });
    await clock.advance("2026-01-10T00:00:00Z");
    const started = await stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(started.status).toBe("active");
    expect((await stripe.subscriptions.retrieve(String(started.subscription))).status).toBe("active");
  });

  it("can be released by hand", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const released = await stripe.subscriptionSchedules.release(schedule.id);
    expect(released).toMatchObject({ status: "released", released_subscription: subscription.id });
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
  });
});

describe("the customer portal", () => {
  async function portal() {
    const owner = account();
    const { stripe } = owner;
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    await stripe.billingPortal.configurations.create({
      features: {
        subscription_cancel: { enabled: true },
        payment_method_update: { enabled: true },
        invoice_history: { enabled: true },
      },
    });
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: "http://localhost:3000/billing",
    });
    return { ...owner, customer, subscription, session };
  }

  it("needs a configuration first", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    expect((await refusal(stripe.billingPortal.sessions.create({ customer: customer.id }))).message).toContain(
      "No configuration provided",
    );
  });

  it("shows subscriptions, cards and invoices", async () => {
    const { world, session, subscription } = await portal();
    expect(portalOverview(world, session.id)).toMatchObject({
      returnUrl: "http://localhost:3000/billing",
      canCancel: true,
      subscriptions: [{ id: subscription.id, status: "active", amountMinor: 1000 }],
      cards: [{ last4: "4242", isDefault: true }],
      invoices: [{ totalMinor: 1000, status: "paid" }],
    });
  });

  it("cancels a flexible subscription by cancel_at alone and takes it back", async () => {
    const { stripe, world, session, subscription } = await portal();
    portalCancel(world, session.id, subscription.id);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at: itemOf(subscription).current_period_end,
      cancel_at_period_end: false,
    });
    portalResume(world, session.id, subscription.id);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at: null, canceled_at: null });
  });

  it("makes a new card the customer's default", async () => {
    const { stripe, world, session, customer } = await portal();
    expect(await portalSetCard(world, session.id, { card: typed("5555555555554444") })).toMatchObject({
      kind: "complete",
    });
    const changed = await stripe.customers.retrieve(customer.id, {
      expand: ["invoice_settings.default_payment_method"],
    });
    expect(changed).toMatchObject({ invoice_settings: { default_payment_method: { card: { last4: "4444" } } } });
  });
});
