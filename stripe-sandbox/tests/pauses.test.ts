import { describe, expect, it } from "vitest";
import { monthlyOn, types } from "./monthly";
import { giveCard, itemOf, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
const START = "2026-01-01T00:00:00Z";

async function pausedAfter(days: number, options: Parameters<typeof monthlyOn>[1] = {}) {
  const world = await monthlyOn(account(), { start: START, ...options });
  const at = seconds(START) + days * 86_400;
  await world.clock.advance(at);
  const paused = await world.stripe.subscriptions.pause(world.subscription.id);
  return { ...world, paused, at };
}

describe("pausing a subscription", () => {
  it("stops its bills, says why and when, and credits the unused time with the next invoice", async () => {
    const { stripe, clock, customer, paused, subscription, at } = await pausedAfter(10);
    expect(paused).toMatchObject({
      status: "paused",
      status_details: {
        paused: { type: "subscription", transitioned_at: at, subscription: { type: "pause_requested" } },
      },
    });
    const [credit] = (await stripe.invoiceItems.list({ customer: customer.id })).data;
    expect(credit?.amount).toBe(-Math.round((1000 * 21) / 31));
    await clock.advance("2026-02-20T00:00:00Z");
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  it("is announced as updated and paused", async () => {
    const { stripe } = await pausedAfter(10);
    expect((await types(stripe, 0)).slice(-3)).toEqual([
      "invoiceitem.created",
      "customer.subscription.updated",
      "customer.subscription.paused",
    ]);
  });

  it("bills the credit at once when asked, which goes to the customer's balance", async () => {
    const { stripe, clock, customer, subscription } = await monthlyOn(account(), { start: START });
    await clock.advance("2026-01-11T00:00:00Z");
    await stripe.subscriptions.pause(subscription.id, { invoicing_behavior: "invoice" });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -677 });
  });

  it("credits nothing or the whole period when asked", async () => {
    for (const [type, amounts] of [
      ["none", []],
      ["item_current_period_start", [-1000]],
    ] as const) {
      const { stripe, clock, customer, subscription } = await monthlyOn(account(), { start: START });
      await clock.advance("2026-01-11T00:00:00Z");
      await stripe.subscriptions.pause(subscription.id, { bill_for: { unused_time_from: { type } } });
      const items = await stripe.invoiceItems.list({ customer: customer.id });
      expect(items.data.map((item) => item.amount)).toEqual(amounts);
    }
  });

  it("is refused for classic billing, sent invoices, schedules and what is not active", async () => {
    const { stripe, subscription, customer, price } = await monthlyOn(account(), { start: START });
    const items = [{ price: price.id }];
    const classic = await stripe.subscriptions.create({
      customer: customer.id,
      items,
      billing_mode: { type: "classic" },
    });
    const sent = await stripe.subscriptions.create({
      customer: customer.id,
      items,
      collection_method: "send_invoice",
      days_until_due: 7,
    });
    await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    for (const id of [classic.id, sent.id, subscription.id]) {
      expect(await refusal(stripe.subscriptions.pause(id))).toMatchObject({ statusCode: 400 });
    }
    const { stripe: other, paused } = await pausedAfter(1);
    expect(await refusal(other.subscriptions.pause(paused.id))).toMatchObject({ statusCode: 400 });
  });

  it("follows the last failed retry where the account says so", async () => {
    const owner = account();
    await owner.control("POST", "settings", { after_last_retry: "pause" });
    const { stripe, clock, customer, subscription } = await monthlyOn(owner, { start: START });
    await giveCard(stripe, customer.id, "pm_card_chargeCustomerFail");
    await clock.advance("2026-02-20T00:00:00Z");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "paused",
      status_details: { paused: { subscription: { type: "final_payment_failure" } } },
    });
  });
});

describe("resuming a subscription", () => {
  it("leaves it paused until its invoice is paid, then starts a new cycle", async () => {
    const { stripe, clock, subscription } = await pausedAfter(10);
    await clock.advance("2026-02-20T00:00:00Z");
    const resumed = await stripe.subscriptions.resume(subscription.id);
    expect(resumed).toMatchObject({ status: "paused", billing_cycle_anchor: seconds("2026-02-20T00:00:00Z") });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice).toMatchObject({ status: "open", total: 1000 - 677, attempted: false });
    await stripe.invoices.pay(invoice.id);
    const active = await stripe.subscriptions.retrieve(subscription.id);
    expect(active.status).toBe("active");
    expect(active.status_details).toBeUndefined();
    expect(itemOf(active).current_period_end).toBe(seconds("2026-03-20T00:00:00Z"));
    expect((await types(stripe, 0)).slice(-8)).toContain("customer.subscription.resumed");
  });

  it("becomes past due when the attempt fails", async () => {
    const { stripe, customer, subscription } = await pausedAfter(10);
    await giveCard(stripe, customer.id, "pm_card_chargeCustomerFail");
    await stripe.subscriptions.resume(subscription.id);
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(await refusal(stripe.invoices.pay(invoice.id))).toMatchObject({ statusCode: 402 });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
  });

  it("voids the invoice after 23 hours without an attempt and stays paused", async () => {
    const { stripe, clock, subscription, at } = await pausedAfter(10);
    await stripe.subscriptions.resume(subscription.id);
    await clock.advance(at + 24 * 3600);
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "void" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("paused");
  });

  it("tries the card in the request when only success may end the pause", async () => {
    const { stripe, subscription } = await pausedAfter(10);
    const resumed = await stripe.subscriptions.resume(subscription.id, {
      payment_behavior: "resume_on_payment_success",
    });
    expect(resumed.status).toBe("active");
  });

  it("stays paused over failed attempts, which are retried until one succeeds", async () => {
    const { stripe, clock, customer, subscription, at } = await pausedAfter(10);
    await giveCard(stripe, customer.id, "pm_card_chargeCustomerFail");
    const behavior = { payment_behavior: "resume_on_payment_success" } as const;
    expect((await stripe.subscriptions.resume(subscription.id, behavior)).status).toBe("paused");
    expect((await latestInvoice(stripe, subscription.id)).next_payment_attempt).not.toBeNull();
    await giveCard(stripe, customer.id, "pm_card_visa");
    await clock.advance(at + 3 * 86_400);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("keeps the old anchor when asked and bills what is left of its period with the next invoice", async () => {
    const { stripe, clock, customer, subscription } = await pausedAfter(10);
    await clock.advance("2026-02-15T00:00:00Z");
    const resumed = await stripe.subscriptions.resume(subscription.id, {
      billing_cycle_anchor: { type: "unchanged" },
    });
    expect(resumed).toMatchObject({ status: "active", billing_cycle_anchor: seconds(START) });
    expect(itemOf(resumed).current_period_end).toBe(seconds("2026-03-01T00:00:00Z"));
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map((item) => item.amount)).toEqual([500, -677]);
  });

  it("owes nothing for a period that was paid and not credited", async () => {
    const { stripe, clock, customer, subscription } = await monthlyOn(account(), { start: START });
    await clock.advance("2026-01-11T00:00:00Z");
    await stripe.subscriptions.pause(subscription.id, { bill_for: { unused_time_from: { type: "none" } } });
    await clock.advance("2026-01-20T00:00:00Z");
    await stripe.subscriptions.resume(subscription.id, { billing_cycle_anchor: { type: "unchanged" } });
    expect((await stripe.invoiceItems.list({ customer: customer.id })).data).toHaveLength(0);
  });

  it("is refused for a subscription that is not paused", async () => {
    const { stripe, subscription } = await monthlyOn(account(), { start: START });
    expect(await refusal(stripe.subscriptions.resume(subscription.id))).toMatchObject({ statusCode: 400 });
  });
});
