import { describe, expect, it } from "vitest";
import { monthlyOn, types } from "./monthly";
import { aPrice, itemOf, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
const START = "2026-01-01T00:00:00Z";
const MIDDLE = "2026-01-16T12:00:00Z";
const END = "2026-02-01T00:00:00Z";

async function scheduled(nextStart: string, options: { endBehavior?: "cancel" | "release"; price?: number } = {}) {
  const world = await monthlyOn(account(), { start: START });
  const { stripe, subscription, price } = world;
  const next = await aPrice(stripe, options.price ?? 3000);
  const created = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const schedule = await stripe.subscriptionSchedules.update(created.id, {
    end_behavior: options.endBehavior ?? "release",
    phases: [
      { items: [{ price: price.id }], start_date: seconds(START), end_date: seconds(nextStart) },
      {
        items: [{ price: next.id }],
        start_date: seconds(nextStart),
        duration: { interval: "month", interval_count: 1 },
      },
    ],
  });
  return { ...world, next, schedule };
}

describe("a schedule's change of price", () => {
  it("at the period's end is billed by the renewal alone", async () => {
    const { stripe, clock, subscription, next } = await scheduled(END);
    await clock.advance("2026-02-01T02:00:00Z");
    const renewed = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(renewed).price.id).toBe(next.id);
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.lines.data.map((line) => line.amount)).toEqual([3000]);
  });

  it("within the period is prorated onto the next invoice", async () => {
    const { stripe, clock, subscription, next } = await scheduled(MIDDLE);
    await clock.advance("2026-01-17T00:00:00Z");
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).price.id).toBe(next.id);
    await clock.advance("2026-02-01T02:00:00Z");
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.lines.data.map((line) => line.amount)).toEqual([-500, 1500, 3000]);
  });

  it("keeps the item's id, so that what refers to it stays true", async () => {
    const { stripe, clock, subscription } = await scheduled(END);
    await clock.advance("2026-02-01T02:00:00Z");
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).id).toBe(itemOf(subscription).id);
  });

  it("is told as an update of the schedule and of the subscription", async () => {
    const { stripe, clock } = await scheduled(END);
    const before = (await types(stripe, 0)).length;
    await clock.advance("2026-02-01T00:00:00Z");
    const told = await types(stripe, before);
    expect(told).toContain("subscription_schedule.updated");
    expect(told.filter((type) => type === "customer.subscription.updated")).toHaveLength(2);
  });
});

describe("a schedule's end", () => {
  it("lets the subscription go on at the last phase's price", async () => {
    const { stripe, clock, subscription, schedule } = await scheduled(END);
    await clock.advance("2026-02-01T02:00:00Z");
    await clock.advance("2026-03-01T02:00:00Z");
    expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({
      status: "released",
      released_subscription: subscription.id,
    });
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 3000, status: "paid" });
  });

  it("ends the subscription when asked to", async () => {
    const { stripe, clock, subscription, schedule } = await scheduled(END, { endBehavior: "cancel" });
    await clock.advance("2026-02-01T02:00:00Z");
    await clock.advance("2026-03-01T02:00:00Z");
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("completed");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });
});

describe("a schedule", () => {
  it("released keeps today's price and changes nothing later", async () => {
    const { stripe, clock, subscription, schedule } = await scheduled(END);
    await stripe.subscriptionSchedules.release(schedule.id);
    await clock.advance("2026-02-01T02:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 1000 });
    expect(await refusal(stripe.subscriptionSchedules.release(schedule.id))).toMatchObject({ statusCode: 400 });
  });

  it("cancelled cancels its subscription at once", async () => {
    const { stripe, subscription, schedule } = await scheduled(END);
    const canceled = await stripe.subscriptionSchedules.cancel(schedule.id);
    expect(canceled.status).toBe("canceled");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });

  it("bars a direct cancellation at the period's end", async () => {
    const { stripe, subscription } = await scheduled(END);
    const call = stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(await refusal(call)).toMatchObject({ statusCode: 400 });
  });

  it("refuses pause schedules by name", async () => {
    const { stripe, subscription } = await monthlyOn(account(), { start: START });
    const created = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const call = stripe.subscriptionSchedules.update(created.id, {
      pause_schedules: [{ key: "holiday" }],
    });
    expect(await refusal(call)).toMatchObject({ statusCode: 501 });
  });
});
