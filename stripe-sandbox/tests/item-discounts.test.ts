import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aClock, aCustomer, aPrice, eventTypes, itemOf, latestInvoice, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

/** Two items of 1900 and 1000 a month in August; the first is discounted. */
async function discounted(coupon: Stripe.CouponCreateParams, options: { whole?: Stripe.CouponCreateParams } = {}) {
  const { stripe } = account();
  const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
  const customer = await aCustomer(stripe, { clock: clock.id });
  const pro = await aPrice(stripe, 1900, { name: "Pro" });
  const seats = await aPrice(stripe, 1000, { name: "Seats" });
  const own = (await stripe.coupons.create(coupon)).id;
  const whole = options.whole ? (await stripe.coupons.create(options.whole)).id : null;
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: pro.id, discounts: [{ coupon: own }] }, { price: seats.id }],
    ...(whole ? { discounts: [{ coupon: whole }] } : {}),
  });
  const totals = async () =>
    (await stripe.invoices.list({ subscription: subscription.id })).data.map((invoice) => invoice.total).reverse();
  return { stripe, clock, customer, pro, subscription, item: itemOf(subscription).id, totals };
}

describe("a discount of a single item", () => {
  it("takes its share off that item's line only, and says whose it is", async () => {
    const { stripe, subscription, item } = await discounted({ percent_off: 25, duration: "forever" });
    const [discount] = itemOf(subscription).discounts;
    expect(subscription.discounts).toEqual([]);
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.total).toBe(2425);
    expect(invoice.discounts).toEqual([]);
    expect(invoice.total_discount_amounts).toEqual([{ amount: 475, discount }]);
    expect(invoice.lines.data.map((line) => line.discounts)).toEqual([[discount], []]);
    expect(invoice.lines.data[0]?.discount_amounts).toEqual([{ amount: 475, discount }]);
    const expanded = await stripe.subscriptions.retrieve(subscription.id, { expand: ["items.data.discounts"] });
    expect(itemOf(expanded).discounts[0]).toMatchObject({ subscription: subscription.id, subscription_item: item });
    expect(await eventTypes(stripe)).toContain("customer.discount.created");
  });

  it.each([
    ["once", { duration: "once" }, [2400, 2900, 2900]],
    ["for two months", { duration: "repeating", duration_in_months: 2 }, [2400, 2400, 2900]],
    ["forever", { duration: "forever" }, [2400, 2400, 2400]],
  ] as const)("lasts %s", async (_name, duration, expected) => {
    const { clock, totals } = await discounted({ amount_off: 500, currency: "usd", ...duration });
    await clock.advance("2026-09-01T02:00:00Z");
    await clock.advance("2026-10-01T02:00:00Z");
    expect(await totals()).toEqual(expected);
  });

  it("comes before the discount of the whole subscription, which takes its share of what is left", async () => {
    const { stripe, subscription } = await discounted(
      { amount_off: 900, currency: "usd", duration: "forever" },
      { whole: { percent_off: 10, duration: "forever" } },
    );
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.total).toBe(1800);
    expect(invoice.lines.data.map((line) => line.discount_amounts?.map((part) => part.amount))).toEqual([
      [900, 100],
      [100],
    ]);
  });

  it("is contained in prorations of that item and named there, by share or by sum", async () => {
    for (const [coupon, expected, text] of [
      [{ percent_off: 50, duration: "forever" }, [-644, 1660], "(with 50.0% off)"],
      [{ amount_off: 400, currency: "usd", duration: "forever" }, [-1016, 3048], "(with $4.00 off)"],
    ] as const) {
      const { stripe, clock, pro, subscription, item } = await discounted(coupon);
      await clock.advance("2026-08-11T00:00:00Z");
      const bigger = await aPrice(stripe, 4900, { product: String(pro.product) });
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id: item, price: bigger.id }],
        proration_behavior: "always_invoice",
      });
      const { lines } = await latestInvoice(stripe, subscription.id);
      expect(lines.data.map((line) => line.amount)).toEqual(expected);
      expect(lines.data[1]?.description).toContain(text);
    }
  });

  it("is previewed to the cent, without being redeemed", async () => {
    const { stripe, subscription, item, customer } = await discounted({ percent_off: 25, duration: "forever" });
    const half = (await stripe.coupons.create({ percent_off: 50, duration: "forever" })).id;
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item, discounts: [{ coupon: half }] }] },
    });
    expect(preview.total).toBe(1950);
    const price = await aPrice(stripe, 3000);
    const fresh = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: price.id, discounts: [{ coupon: half }] }] },
    });
    expect(fresh.total).toBe(1500);
    expect((await stripe.coupons.retrieve(half)).times_redeemed).toBe(0);
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(2425);
  });

  it("can be exchanged and taken off again", async () => {
    const { stripe, clock, subscription, item, totals } = await discounted({ percent_off: 25, duration: "forever" });
    const half = (await stripe.coupons.create({ percent_off: 50, duration: "forever" })).id;
    await stripe.subscriptionItems.update(item, { discounts: [{ coupon: half }] });
    await clock.advance("2026-09-01T02:00:00Z");
    await stripe.subscriptionItems.update(item, { discounts: "" });
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).discounts).toEqual([]);
    await clock.advance("2026-10-01T02:00:00Z");
    expect(await totals()).toEqual([2425, 1950, 2900]);
    expect((await eventTypes(stripe)).filter((type) => type === "customer.discount.deleted")).toHaveLength(2);
  });
});

describe("a discount of one invoice item", () => {
  it("takes off its line alone", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const coupon = (await stripe.coupons.create({ amount_off: 300, currency: "usd", duration: "once" })).id;
    const item = { customer, currency: "usd" };
    await stripe.invoiceItems.create({ ...item, amount: 1000, discounts: [{ coupon }] });
    await stripe.invoiceItems.create({ ...item, amount: 2000 });
    const invoice = await stripe.invoices.create({ customer, pending_invoice_items_behavior: "include" });
    expect(invoice).toMatchObject({ subtotal: 3000, total: 2700 });
    await stripe.invoiceItems.create({ ...item, invoice: invoice.id, amount: 500, discounts: [{ coupon }] });
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ subtotal: 3500, total: 2900 });
  });

  it("added to a draft with a discount of its own shares that with the lines before", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const coupon = (await stripe.coupons.create({ amount_off: 300, currency: "usd", duration: "once" })).id;
    const draft = await stripe.invoices.create({ customer, currency: "usd", discounts: [{ coupon }] });
    for (const amount of [1000, 2000]) {
      await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency: "usd" });
    }
    const invoice = await stripe.invoices.retrieve(draft.id);
    expect(invoice.total).toBe(2700);
    expect(invoice.lines.data.map((line) => line.discount_amounts?.[0]?.amount)).toEqual([100, 200]);
  });

  it("stands on a subscription's first invoice beside undiscounted lines (add_invoice_items)", async () => {
    const { stripe } = account();
    const customer = (await aCustomer(stripe)).id;
    const plan = await aPrice(stripe, 1000);
    const setup = await stripe.prices.create({ currency: "usd", unit_amount: 5000, product_data: { name: "Setup" } });
    const coupon = (await stripe.coupons.create({ percent_off: 20, duration: "once" })).id;
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: plan.id }],
      add_invoice_items: [{ price: setup.id, discounts: [{ coupon }] }],
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(5000);
  });
});

describe("one-off items of an update (add_invoice_items)", () => {
  it("wait for the next invoice, with their own discount", async () => {
    const { stripe, clock, subscription, totals } = await discounted({ percent_off: 25, duration: "forever" });
    const setup = await stripe.prices.create({ currency: "usd", unit_amount: 5000, product_data: { name: "Setup" } });
    const coupon = (await stripe.coupons.create({ percent_off: 20, duration: "once" })).id;
    await stripe.subscriptions.update(subscription.id, {
      add_invoice_items: [{ price: setup.id, discounts: [{ coupon }] }],
    });
    await clock.advance("2026-09-01T02:00:00Z");
    expect(await totals()).toEqual([2425, 6425]);
  });
});

describe("discounts of a schedule's phase", () => {
  it("begin and end with the phase, for the whole and for its items", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
    const customer = (await aCustomer(stripe, { clock: clock.id })).id;
    const price = (await aPrice(stripe, 1000)).id;
    const half = (await stripe.coupons.create({ percent_off: 50, duration: "forever" })).id;
    const month = { duration: { interval: "month", interval_count: 1 } } as const;
    const schedule = await stripe.subscriptionSchedules.create({
      customer,
      start_date: "now",
      phases: [
        { items: [{ price }], discounts: [{ coupon: half }], ...month },
        { items: [{ price, discounts: [{ coupon: half }] }], discounts: [{ coupon: half }], ...month },
        { items: [{ price }], ...month },
      ],
    });
    await clock.advance("2026-09-01T02:00:00Z");
    await clock.advance("2026-10-01T02:00:00Z");
    const { data } = await stripe.invoices.list({ subscription: String(schedule.subscription) });
    expect(data.map((invoice) => invoice.total)).toEqual([1000, 250, 500]);
  });

  it("of a schedule made from a subscription are its running ones", async () => {
    const { stripe, subscription } = await discounted({ percent_off: 25, duration: "forever" });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    expect(schedule.phases[0]?.items[0]?.discounts).toMatchObject([{ discount: itemOf(subscription).discounts[0] }]);
  });
});
