import { describe, expect, it } from "vitest";
import { monthlyOn } from "./monthly";
import { aClock, aCustomer, aPrice, itemOf, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();

async function periodEnds(start: string, to: string): Promise<string[]> {
  const owner = account();
  const { stripe, control, customer, subscription } = await monthlyOn(owner, { start });
  await control("POST", "advance", { customer: customer.id, to: seconds(to) });
  const invoices = await stripe.invoices.list({ subscription: subscription.id, limit: 100 });
  return invoices.data
    .reverse()
    .map((invoice) => new Date((invoice.lines.data[0]?.period.end ?? 0) * 1000).toISOString().slice(0, 10));
}

describe("a monthly cycle over a year", () => {
  it("anchored on the 31st bills on each month's last day", async () => {
    expect(await periodEnds("2026-12-31T10:00:00Z", "2027-12-01T00:00:00Z")).toEqual([
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
      "2027-04-30",
      "2027-05-31",
      "2027-06-30",
      "2027-07-31",
      "2027-08-31",
      "2027-09-30",
      "2027-10-31",
      "2027-11-30",
      "2027-12-31",
    ]);
  });

  it("anchored on the 30th bills February on its last day only, the 29th in a leap year", async () => {
    const ends = await periodEnds("2028-01-30T10:00:00Z", "2028-04-01T00:00:00Z");
    expect(ends).toEqual(["2028-02-29", "2028-03-30", "2028-04-30"]);
  });

  it("anchored on the 29th keeps the 29th wherever there is one", async () => {
    const ends = await periodEnds("2027-01-29T10:00:00Z", "2027-04-01T00:00:00Z");
    expect(ends).toEqual(["2027-02-28", "2027-03-29", "2027-04-29"]);
  });
});

describe("a yearly cycle", () => {
  it("anchored on 29 February returns to it in the next leap year", async () => {
    const { stripe, control } = account();
    const clock = await aClock(stripe, "2028-02-29T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 12_000, { interval: "year" });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    await control("POST", "advance", { customer: customer.id, to: seconds("2032-01-01T00:00:00Z") });
    const later = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(later).current_period_end).toBe(seconds("2032-02-29T00:00:00Z"));
    expect(itemOf(later).current_period_start).toBe(seconds("2031-02-28T00:00:00Z"));
  });
});

describe("an anchor given at creation", () => {
  async function anchored(behavior?: "none") {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-11T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 3100);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_cycle_anchor: seconds("2026-02-01T00:00:00Z"),
      ...(behavior ? { proration_behavior: behavior } : {}),
    });
    return { stripe, clock, subscription };
  }

  it("bills the part of the month until it, then full months from it", async () => {
    const { stripe, clock, subscription } = await anchored();
    expect(itemOf(subscription).current_period_end).toBe(seconds("2026-02-01T00:00:00Z"));
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 2100, status: "paid" });
    await clock.advance("2026-02-01T02:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 3100, status: "paid" });
  });

  it("bills nothing until it when prorations are off", async () => {
    const { stripe, subscription } = await anchored("none");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 0, status: "paid" });
  });
});

describe("time that nothing was billed for", () => {
  it("is not credited by flexible billing, which credits what was debited", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-11T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 3100);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_cycle_anchor: seconds("2026-02-01T00:00:00Z"),
      proration_behavior: "none",
    });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    const { lines } = await latestInvoice(stripe, subscription.id);
    expect(lines.data.map((line) => Math.abs(line.amount))).toEqual([0, 4200]);
  });
});

describe("the limits of an anchor given at creation", () => {
  it("are now and the day on which the first full period would end", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-31T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 3100);
    const anchoredAt = (at: string) =>
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        billing_cycle_anchor: seconds(at),
      });
    const natural = seconds("2026-02-28T00:00:00Z");
    expect(await refusal(anchoredAt("2026-02-28T00:00:01Z"))).toMatchObject({
      statusCode: 400,
      param: "billing_cycle_anchor",
      message: `billing_cycle_anchor cannot be later than next natural billing date (${natural}) for plan`,
    });
    expect(await refusal(anchoredAt("2026-01-30T00:00:00Z"))).toMatchObject({ param: "billing_cycle_anchor" });
    expect((await anchoredAt("2026-02-28T00:00:00Z")).billing_cycle_anchor).toBe(natural);
    const session = stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: "http://localhost:3000/done",
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { billing_cycle_anchor: Math.floor(Date.now() / 1000) + 40 * 86_400 },
    });
    expect(await refusal(session)).toMatchObject({ param: "subscription_data[billing_cycle_anchor]" });
  });
});

describe("the anchor at a trial's end", () => {
  /** A trial of ten days from 1 January, at 3100 a month. */
  async function tried(anchor: "now" | "unchanged" | null) {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 3100);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_end: seconds("2026-01-11T00:00:00Z"),
      ...(anchor
        ? { trial_settings: { end_behavior: { missing_payment_method: "cancel", billing_cycle_anchor: anchor } } }
        : {}),
    });
    const now = () => stripe.subscriptions.retrieve(subscription.id);
    return { stripe, clock, subscription, now, latest: () => latestInvoice(stripe, subscription.id) };
  }

  it.each([null, "now"] as const)("begins the cycle (%s)", async (anchor) => {
    const { clock, subscription, now, latest } = await tried(anchor);
    expect(subscription.trial_settings?.end_behavior.billing_cycle_anchor).toBe(anchor);
    await clock.advance("2026-01-11T02:00:00Z");
    expect((await now()).billing_cycle_anchor).toBe(seconds("2026-01-11T00:00:00Z"));
    expect(await latest()).toMatchObject({ total: 3100 });
  });

  it("stays where it was when asked to, and what is left of that month is billed", async () => {
    const { stripe, clock, subscription, now, latest } = await tried("unchanged");
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    await clock.advance("2026-01-11T02:00:00Z");
    const paid = await now();
    expect(paid).toMatchObject({ status: "active", billing_cycle_anchor: seconds("2026-01-01T00:00:00Z") });
    expect(itemOf(paid)).toMatchObject({
      current_period_start: seconds("2026-01-11T00:00:00Z"),
      current_period_end: seconds("2026-02-01T00:00:00Z"),
    });
    expect(await latest()).toMatchObject({ total: 2100, status: "paid" });
    expect(preview.total).toBe(2100);
    await clock.advance("2026-02-01T02:00:00Z");
    expect(await latest()).toMatchObject({ total: 3100, status: "paid" });
  });

  it("also stays when the trial is ended early", async () => {
    const { stripe, clock, subscription, latest } = await tried("unchanged");
    await clock.advance("2026-01-06T00:00:00Z");
    const paid = await stripe.subscriptions.update(subscription.id, { trial_end: "now" });
    expect(paid.billing_cycle_anchor).toBe(seconds("2026-01-01T00:00:00Z"));
    expect(itemOf(paid).current_period_end).toBe(seconds("2026-02-01T00:00:00Z"));
    expect(await latest()).toMatchObject({ total: 2600, status: "paid" });
  });

  it("may be given together with the trial", async () => {
    const { stripe, clock } = await tried(null);
    const customer = await aCustomer(stripe, { clock: clock.id });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 3100)).id }],
      trial_end: seconds("2026-01-11T00:00:00Z"),
      billing_cycle_anchor: seconds("2026-02-01T00:00:00Z"),
    });
    await clock.advance("2026-01-11T02:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 2100 });
    const { items } = await stripe.subscriptions.retrieve(subscription.id);
    expect(items.data[0]?.current_period_end).toBe(seconds("2026-02-01T00:00:00Z"));
  });
});

describe("currencies without decimals", () => {
  it("bill and prorate in whole units", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const small = await aPrice(stripe, 1000, { currency: "jpy" });
    const large = await aPrice(stripe, 3000, { currency: "jpy" });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: small.id }] });
    expect((await latestInvoice(stripe, subscription.id)).lines.data[0]?.description).toBe(
      "1 × Pro (at ¥1000 / month)",
    );
    await clock.advance("2026-08-11T00:00:00Z");
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: large.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.lines.data.map((line) => line.amount)).toEqual([-677, 2032]);
    expect(invoice).toMatchObject({ currency: "jpy", total: 1355, status: "paid" });
  });
});

describe("the end by a word", () => {
  it("is the earliest or the latest period end of the items", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const monthly = await aPrice(stripe, 1000);
    const yearly = await aPrice(stripe, 9000, { interval: "year" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id }, { price: yearly.id }],
    });
    const ends = subscription.items.data.map((item) => item.current_period_end);
    const wanted = { min_period_end: Math.min(...ends), max_period_end: Math.max(...ends) };
    for (const word of ["min_period_end", "max_period_end"] as const) {
      const ending = await stripe.subscriptions.update(subscription.id, { cancel_at: word });
      expect(ending).toMatchObject({ cancel_at: wanted[word], cancel_at_period_end: false });
    }
    const billed = await stripe.subscriptions.update(subscription.id, { cancel_at: "max_billed_until" });
    expect(billed.cancel_at).toBe(wanted.max_period_end);
  });

  it("may be asked for at creation", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      cancel_at: "min_period_end",
    });
    expect(subscription.cancel_at).toBe(itemOf(subscription).current_period_end);
  });
});

describe("invoices that are sent", () => {
  async function sent() {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-01-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id, card: null });
    const price = await aPrice(stripe, 1000);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      collection_method: "send_invoice",
      days_until_due: 7,
    });
    return { stripe, clock, subscription };
  }

  it("begin as drafts on an active subscription, and are due the given days after they are sent", async () => {
    const { stripe, clock, subscription } = await sent();
    expect(subscription.status).toBe("active");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "draft" });
    await clock.advance("2026-01-01T01:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({
      status: "open",
      due_date: seconds("2026-01-08T01:00:00Z"),
      attempted: false,
    });
  });

  it("make the subscription past due when overdue, and active again when paid", async () => {
    const { stripe, clock, subscription } = await sent();
    await clock.advance("2026-01-08T02:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    expect((await stripe.events.list({ type: "invoice.overdue" })).data).toHaveLength(1);
    const invoice = await latestInvoice(stripe, subscription.id);
    await stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});
