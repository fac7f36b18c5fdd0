import { describe, expect, it } from "vitest";
import { monthlyOn, types } from "./monthly";
import {
  aClock,
  aCustomer,
  aPrice,
  giveCard,
  itemOf,
  latestInvoice,
  refusal,
  sandboxForFile,
  seconds,
} from "./sandbox";

const account = sandboxForFile();

const monthly = (options?: Parameters<typeof monthlyOn>[1]) => monthlyOn(account(), options);

describe("renewal", () => {
  it("bills short months on their last day and returns to the anchor's day", async () => {
    const { stripe, clock, subscription } = await monthly();
    expect(itemOf(subscription).current_period_end).toBe(seconds("2026-02-28T12:00:00Z"));
    await clock.advance("2026-02-28T14:00:00Z");
    const renewed = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(renewed).current_period_end).toBe(seconds("2026-03-31T12:00:00Z"));
  });

  it("makes a draft at the period's end and collects it an hour later", async () => {
    const { stripe, clock, subscription } = await monthly();
    await clock.advance("2026-02-28T12:00:00Z");
    const draft = await latestInvoice(stripe, subscription.id);
    expect(draft).toMatchObject({
      status: "draft",
      billing_reason: "subscription_cycle",
      number: null,
      auto_advance: true,
    });
    expect(draft.automatically_finalizes_at).toBe(seconds("2026-02-28T13:00:00Z"));
    expect(draft.period_end).toBe(seconds("2026-02-28T12:00:00Z"));
    expect(draft.lines.data[0]?.period.start).toBe(seconds("2026-02-28T12:00:00Z"));
    await clock.advance("2026-02-28T13:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid", amount_paid: 1000 });
  });

  it("tells of the rolled period and the draft first, of the payment an hour later", async () => {
    const { stripe, clock } = await monthly();
    const before = (await types(stripe, 0)).length;
    await clock.advance("2026-02-28T14:00:00Z");
    expect(await types(stripe, before)).toEqual([
      "test_helpers.test_clock.advancing",
      "invoice.upcoming",
      "customer.subscription.updated",
      "invoice.created",
      "invoice.finalized",
      "invoice.updated",
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice.paid",
      "invoice.payment_succeeded",
      "invoice_payment.paid",
      "charge.updated",
      "test_helpers.test_clock.ready",
    ]);
  });

  it("sends invoice.upcoming without an id", async () => {
    const { stripe, clock } = await monthly();
    await clock.advance("2026-02-22T12:00:00Z");
    const [event] = (await stripe.events.list({ type: "invoice.upcoming" })).data;
    expect(event?.data.object).not.toHaveProperty("id");
    expect(event?.data.object).toMatchObject({ billing_reason: "upcoming", total: 1000 });
  });

  it("applies a coupon for one invoice only once", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const coupon = await stripe.coupons.create({ amount_off: 300, currency: "usd", duration: "once" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
      discounts: [{ coupon: coupon.id }],
    });
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(700);
    await clock.advance("2026-02-01T02:00:00Z");
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(1000);
  });

  it("applies a repeating coupon for its months", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: "repeating", duration_in_months: 2 });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
      discounts: [{ coupon: coupon.id }],
    });
    await clock.advance("2026-02-01T02:00:00Z");
    await clock.advance("2026-03-01T02:00:00Z");
    const invoices = await stripe.invoices.list({ subscription: subscription.id });
    expect(invoices.data.map((invoice) => invoice.total)).toEqual([1000, 750, 750]);
  });

  it("ends a subscription that is to be cancelled instead of renewing it, with deleted as the only event", async () => {
    const { stripe, clock, subscription } = await monthly();
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const before = (await types(stripe, 0)).length;
    await clock.advance("2026-03-05T00:00:00Z");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: seconds("2026-02-28T12:00:00Z"),
    });
    expect(await types(stripe, before)).toEqual([
      "test_helpers.test_clock.advancing",
      "customer.subscription.deleted",
      "test_helpers.test_clock.ready",
    ]);
  });

  it("voids the invoices of a subscription whose collection is paused by void", async () => {
    const { stripe, clock, subscription } = await monthly();
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: "void" } });
    await clock.advance("2026-02-28T14:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "void" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("keeps drafts open while collection is paused by keep_as_draft", async () => {
    const { stripe, clock, subscription } = await monthly();
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: "keep_as_draft" } });
    await clock.advance("2026-03-05T00:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "draft", auto_advance: false });
  });
});

describe("the end of a trial", () => {
  it("is announced three days ahead", async () => {
    const { stripe, clock } = await monthly({ trialDays: 14 });
    await clock.advance("2026-02-11T11:00:00Z");
    expect(await types(stripe, 0)).not.toContain("customer.subscription.trial_will_end");
    await clock.advance("2026-02-11T12:00:00Z");
    expect(await types(stripe, 0)).toContain("customer.subscription.trial_will_end");
  });

  it("is announced at once when the trial is shorter than that", async () => {
    const { stripe, clock } = await monthly({ trialDays: 2 });
    await clock.advance("2026-01-31T12:00:01Z");
    expect(await types(stripe, 0)).toContain("customer.subscription.trial_will_end");
  });

  it("makes it active before the first payment, which follows an hour later", async () => {
    const { stripe, clock, subscription } = await monthly({ trialDays: 14 });
    await clock.advance("2026-02-14T12:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "draft", total: 1000 });
    await clock.advance("2026-02-14T13:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid" });
  });

  it("without a card ends past due, paused or canceled as its settings say", async () => {
    const ends = [];
    for (const behavior of [undefined, "pause", "cancel"] as const) {
      const { stripe, clock, subscription } = await monthly({
        trialDays: 14,
        card: null,
        ...(behavior ? { behavior } : {}),
      });
      await clock.advance("2026-02-14T14:00:00Z");
      ends.push((await stripe.subscriptions.retrieve(subscription.id)).status);
    }
    expect(ends).toEqual(["past_due", "paused", "canceled"]);
  });

  it("pauses and is resumed with a new cycle once there is a card", async () => {
    const { stripe, clock, customer, subscription } = await monthly({ trialDays: 14, card: null, behavior: "pause" });
    await clock.advance("2026-02-20T00:00:00Z");
    await giveCard(stripe, customer.id, "pm_card_visa");
    const resumed = await stripe.subscriptions.resume(subscription.id, {
      payment_behavior: "resume_on_payment_success",
    });
    expect(resumed.status).toBe("active");
    expect(itemOf(resumed).current_period_start).toBe(seconds("2026-02-20T00:00:00Z"));
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid", total: 1000 });
  });
});

describe("clocks", () => {
  it("go forward only", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    expect(await refusal(clock.advance("2025-12-31T00:00:00Z"))).toMatchObject({
      statusCode: 400,
      param: "frozen_time",
    });
  });

  it("go no further than two intervals at once", async () => {
    const { clock } = await monthly();
    expect(await refusal(clock.advance("2026-05-01T00:00:00Z"))).toMatchObject({ statusCode: 400 });
  });

  it("hide their customers from lists that do not name them", async () => {
    const { stripe, clock, customer } = await monthly();
    expect((await stripe.customers.list()).data).toHaveLength(0);
    expect((await stripe.customers.list({ test_clock: clock.id })).data.map((row) => row.id)).toEqual([customer.id]);
  });

  it("take their customers with them when deleted", async () => {
    const { stripe, clock, customer } = await monthly();
    await stripe.testHelpers.testClocks.del(clock.id);
    expect(await refusal(stripe.customers.retrieve(customer.id))).toMatchObject({ statusCode: 404 });
  });
});

describe("the control call that moves one customer's time", () => {
  it("has no limit and gives a customer of real time a clock", async () => {
    const { stripe, control } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    await control("POST", "advance", { customer: customer.id, days: 200 });
    const invoices = await stripe.invoices.list({ subscription: subscription.id, limit: 100 });
    expect(invoices.data).toHaveLength(7);
    expect(invoices.data.every((invoice) => invoice.status === "paid")).toBe(true);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      test_clock: expect.stringMatching(/^clock_/),
    });
  });
});
