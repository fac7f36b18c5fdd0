import { describe, expect, it } from "vitest";
import { monthlyOn } from "./monthly";
import { aClock, aCustomer, aPrice, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
const START = "2026-01-01T00:00:00Z";
const END = "2026-02-01T00:00:00Z";

async function scheduled(nextStart: string) {
  const world = await monthlyOn(account(), { start: START });
  const { stripe, subscription, price } = world;
  const setup = await stripe.prices.create({ currency: "usd", unit_amount: 700, product_data: { name: "Setup" } });
  const first = { items: [{ price: price.id }], start_date: seconds(START), end_date: seconds(nextStart) };
  const next = {
    items: [{ price: price.id }],
    add_invoice_items: [{ price: setup.id, quantity: 2, metadata: { kind: "once" } }],
    start_date: seconds(nextStart),
    duration: { interval: "month" as const, interval_count: 3 },
  };
  const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const schedule = await stripe.subscriptionSchedules.update(id, { phases: [first, next] });
  const amounts = async () => (await latestInvoice(stripe, subscription.id)).lines.data.map((line) => line.amount);
  return { ...world, setup, first, next, schedule, amounts };
}

describe("one-off items of a phase", () => {
  it("are on the renewal with which the phase begins, as its preview says, and on no later one", async () => {
    const { stripe, clock, subscription, schedule, amounts } = await scheduled(END);
    expect(schedule.phases[1]?.add_invoice_items).toMatchObject([{ quantity: 2, metadata: { kind: "once" } }]);
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview.lines.data.map((line) => line.amount)).toEqual([1400, 1000]);
    await clock.advance("2026-02-01T02:00:00Z");
    const [upcoming] = (await stripe.events.list({ type: "invoice.upcoming" })).data;
    expect(upcoming?.data.object).toMatchObject({ total: 2400 });
    expect(await amounts()).toEqual([1400, 1000]);
    const [line] = (await latestInvoice(stripe, subscription.id)).lines.data;
    expect(line).toMatchObject({
      description: "Setup",
      period: { start: seconds(END), end: seconds("2026-03-01T00:00:00Z") },
    });
    await clock.advance("2026-03-01T02:00:00Z");
    expect(await amounts()).toEqual([1000]);
  });

  it("wait for the next invoice where the phase begins within a period", async () => {
    const { clock, amounts } = await scheduled("2026-01-16T12:00:00Z");
    await clock.advance("2026-01-17T00:00:00Z");
    expect(await amounts()).toEqual([1000]);
    await clock.advance("2026-02-01T02:00:00Z");
    expect(await amounts()).toEqual([1400, 1000]);
  });

  it("are on the first invoice of the subscription that a schedule starts", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, START);
    const customer = await aCustomer(stripe, { clock: clock.id });
    const price = await aPrice(stripe, 1000);
    const setup = await stripe.prices.create({ currency: "usd", unit_amount: 700, product_data: { name: "Setup" } });
    const schedule = await stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: "now",
      phases: [{ items: [{ price: price.id }], add_invoice_items: [{ price: setup.id }] }],
    });
    const invoice = await latestInvoice(stripe, String(schedule.subscription));
    expect(invoice).toMatchObject({ total: 1700, status: "paid", billing_reason: "subscription_create" });
  });

  it("are refused with a price that recurs, and once their phase has begun", async () => {
    const { stripe, price, first, next, setup, schedule } = await scheduled(END);
    const recurring = { ...next, add_invoice_items: [{ price: price.id }] };
    const wrong = stripe.subscriptionSchedules.update(schedule.id, { phases: [first, recurring] });
    expect(await refusal(wrong)).toMatchObject({ statusCode: 400, param: "phases[1][add_invoice_items][0][price]" });
    const begun = { ...first, add_invoice_items: [{ price: setup.id }] };
    const late = stripe.subscriptionSchedules.update(schedule.id, { phases: [begun, next] });
    expect((await refusal(late)).statusCode).toBe(501);
  });
});
