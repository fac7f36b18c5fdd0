import { describe, expect, it } from "vitest";
import { aClock, aCustomer, itemOf, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();

async function monthly(at: string, interval: "month" | "week" = "month") {
  const { stripe } = account();
  const clock = await aClock(stripe, at);
  const customer = await aCustomer(stripe, { clock: clock.id });
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 3100,
    recurring: { interval },
    product_data: { name: "Pro" },
  });
  const on = (config: { day_of_month: number; month?: number; hour?: number; minute?: number; second?: number }) =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_cycle_anchor_config: config,
    });
  return { stripe, clock, on };
}

describe("an anchor given as a day of the month", () => {
  it("is its next occurrence, to which the first period is a part", async () => {
    const { stripe, clock, on } = await monthly("2026-01-11T00:00:00Z");
    const subscription = await on({ day_of_month: 1, hour: 0, minute: 0, second: 0 });
    expect(subscription).toMatchObject({
      billing_cycle_anchor: seconds("2026-02-01T00:00:00Z"),
      billing_cycle_anchor_config: { day_of_month: 1, hour: 0, minute: 0, month: null, second: 0 },
    });
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 2100, status: "paid" });
    await clock.advance("2026-02-01T02:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 3100 });
  });

  it("keeps the time of day of the creation where none is given, and is today where that is the day", async () => {
    const { on } = await monthly("2026-01-11T09:30:00Z");
    expect((await on({ day_of_month: 20 })).billing_cycle_anchor).toBe(seconds("2026-01-20T09:30:00Z"));
    const today = await on({ day_of_month: 11 });
    expect(today.billing_cycle_anchor).toBe(seconds("2026-01-11T09:30:00Z"));
    expect(itemOf(today).current_period_end).toBe(seconds("2026-02-11T09:30:00Z"));
  });

  it("returns to the 31st after a shorter month", async () => {
    const { clock, stripe, on } = await monthly("2026-01-11T00:00:00Z");
    const { id } = await on({ day_of_month: 31 });
    await clock.advance("2026-02-01T00:00:00Z");
    expect(itemOf(await stripe.subscriptions.retrieve(id)).current_period_end).toBe(seconds("2026-02-28T00:00:00Z"));
    await clock.advance("2026-03-02T00:00:00Z");
    expect(itemOf(await stripe.subscriptions.retrieve(id)).current_period_end).toBe(seconds("2026-03-31T00:00:00Z"));
  });

  it("goes when the anchor is set anew, because it no longer says where that is", async () => {
    const { stripe, on } = await monthly("2026-01-11T00:00:00Z");
    const { id } = await on({ day_of_month: 20 });
    const moved = await stripe.subscriptions.update(id, { billing_cycle_anchor: { type: "now" } });
    expect(moved.billing_cycle_anchor_config).toBeNull();
  });

  it("is refused for weeks, for days that there are not, and for a month too far ahead", async () => {
    const { on } = await monthly("2026-01-11T00:00:00Z");
    expect(await refusal(on({ day_of_month: 32 }))).toMatchObject({
      statusCode: 400,
      param: "billing_cycle_anchor_config[day_of_month]",
    });
    expect((await refusal(on({ day_of_month: 1, month: 6 }))).param).toBe("billing_cycle_anchor_config");
    const weekly = await monthly("2026-01-11T00:00:00Z", "week");
    expect((await refusal(weekly.on({ day_of_month: 1 }))).message).toContain("monthly and yearly");
  });

  it("is not imitated where the next month to bill in has not the day", async () => {
    const { on } = await monthly("2026-02-11T00:00:00Z");
    expect((await refusal(on({ day_of_month: 31 }))).statusCode).toBe(501);
  });
});
