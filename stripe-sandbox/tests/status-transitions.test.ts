import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aClock, aCustomer, aPrice, giveCard, latestInvoice, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
const START = "2026-01-01T00:00:00Z";
const RENEWAL = seconds("2026-02-01T00:00:00Z");
const HOUR = 3600;
const DAY = 24 * HOUR;
const FAILING = "pm_card_chargeCustomerFail";

/** A monthly subscription that began with the year, on a clock; `at` moves it and says what became of it. */
async function begun(params: Partial<Stripe.SubscriptionCreateParams> = {}, card: string | null = "pm_card_visa") {
  const { stripe, control } = account();
  const clock = await aClock(stripe, START);
  const customer = await aCustomer(stripe, { clock: clock.id, card });
  const price = await aPrice(stripe, 1000);
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...params });
  const status = async () => (await stripe.subscriptions.retrieve(id)).status;
  const at = async (time: number | string) => {
    await clock.advance(time);
    return status();
  };
  return { stripe, control, customer: customer.id, id, status, at, latest: () => latestInvoice(stripe, id) };
}

/** One whose renewal has just failed for the first time, an hour after the period's end. */
async function owing(settings: object = {}) {
  const life = await begun();
  await life.control("POST", "settings", settings);
  await giveCard(life.stripe, life.customer, FAILING);
  expect(await life.at(RENEWAL + HOUR)).toBe("past_due");
  return life;
}

describe("incomplete", () => {
  it("→ incomplete_expired 23 hours after the creation, with its invoice void, and not a second before", async () => {
    const { at, latest } = await begun({}, FAILING);
    expect(await at(seconds(START) + 23 * HOUR - 1)).toBe("incomplete");
    expect((await latest()).status).toBe("open");
    expect(await at(seconds(START) + 23 * HOUR)).toBe("incomplete_expired");
    expect((await latest()).status).toBe("void");
  });

  it("→ active when its invoice is paid within these 23 hours, for good", async () => {
    const { stripe, at, status, latest } = await begun({}, FAILING);
    await at(seconds(START) + 22 * HOUR);
    await stripe.invoices.pay((await latest()).id, { payment_method: "pm_card_visa" });
    expect(await status()).toBe("active");
    expect(await at(seconds(START) + 24 * HOUR)).toBe("active");
  });
});

describe("incomplete_expired", () => {
  it("is final: its invoice cannot be paid, and it cannot be changed", async () => {
    const { stripe, id, at, latest } = await begun({}, FAILING);
    await at(seconds(START) + 23 * HOUR);
    const pay = stripe.invoices.pay((await latest()).id, { payment_method: "pm_card_visa" });
    expect(await refusal(pay)).toMatchObject({ statusCode: 400 });
    expect(await refusal(stripe.subscriptions.update(id, { description: "x" }))).toMatchObject({ statusCode: 400 });
  });
});

describe("trialing", () => {
  const trial = { trial_end: seconds("2026-01-15T00:00:00Z") };
  const withoutCard = (missing_payment_method: "cancel" | "create_invoice" | "pause") =>
    begun({ ...trial, trial_settings: { end_behavior: { missing_payment_method } } }, null);

  it("→ active at the trial's end to the second, before the first payment", async () => {
    const { at, latest } = await begun(trial);
    expect(await at(trial.trial_end - 1)).toBe("trialing");
    expect(await at(trial.trial_end)).toBe("active");
    expect(await latest()).toMatchObject({ status: "draft", total: 1000 });
    expect(await at(trial.trial_end + HOUR)).toBe("active");
    expect(await latest()).toMatchObject({ status: "paid" });
  });

  it("→ active → past_due an hour after the trial's end when the card fails", async () => {
    const { stripe, customer, at } = await begun(trial);
    await giveCard(stripe, customer, FAILING);
    expect(await at(trial.trial_end + HOUR - 1)).toBe("active");
    expect(await at(trial.trial_end + HOUR)).toBe("past_due");
  });

  it.each([
    ["canceled", "cancel"],
    ["paused", "pause"],
  ] as const)("→ %s at the trial's end to the second without a card (%s)", async (status, behavior) => {
    const { at } = await withoutCard(behavior);
    expect(await at(trial.trial_end - 1)).toBe("trialing");
    expect(await at(trial.trial_end)).toBe(status);
  });

  it("→ active → past_due an hour after the trial's end without a card (create_invoice)", async () => {
    const { at } = await withoutCard("create_invoice");
    expect(await at(trial.trial_end)).toBe("active");
    expect(await at(trial.trial_end + HOUR)).toBe("past_due");
  });

  it("→ canceled at once when it is cancelled", async () => {
    const { stripe, id } = await begun(trial);
    expect((await stripe.subscriptions.cancel(id)).status).toBe("canceled");
  });
});

describe("active", () => {
  it("→ past_due when the renewal fails, an hour after the period's end and not a second before", async () => {
    const { stripe, customer, at } = await begun();
    await giveCard(stripe, customer, FAILING);
    expect(await at(RENEWAL + HOUR - 1)).toBe("active");
    expect(await at(RENEWAL + HOUR)).toBe("past_due");
  });

  it("→ past_due when a sent invoice is not paid by its due date", async () => {
    const { at, latest } = await begun({ collection_method: "send_invoice", days_until_due: 7 }, null);
    const due = seconds(START) + HOUR + 7 * DAY;
    expect(await at(due - 1)).toBe("active");
    expect((await latest()).due_date).toBe(due);
    expect(await at(due)).toBe("past_due");
  });

  it("→ canceled at cancel_at to the second", async () => {
    const cancel_at = seconds("2026-01-20T12:00:00Z");
    const { at } = await begun({ cancel_at });
    expect(await at(cancel_at - 1)).toBe("active");
    expect(await at(cancel_at)).toBe("canceled");
  });

  it("→ canceled at the period's end to the second when it is not to go on", async () => {
    const { at } = await begun({ cancel_at_period_end: true });
    expect(await at(RENEWAL - 1)).toBe("active");
    expect(await at(RENEWAL)).toBe("canceled");
  });

  it("→ paused → active by request", async () => {
    const { stripe, id, status, latest } = await begun();
    await stripe.rawRequest("POST", `/v1/subscriptions/${id}/pause`, {});
    expect(await status()).toBe("paused");
    await stripe.subscriptions.resume(id);
    const invoice = await latest();
    if (invoice.status === "open") await stripe.invoices.pay(invoice.id);
    expect(await status()).toBe("active");
  });
});

describe("past_due", () => {
  /** The days after the first failure on which payment is tried again; the last one decides. */
  const LAST = RENEWAL + HOUR + 7 * DAY;

  it.each([
    ["canceled", "cancel"],
    ["unpaid", "unpaid"],
    ["past_due", "past_due"],
    ["paused", "pause"],
  ] as const)("→ %s at the last retry, seven days after the first failure (%s)", async (status, end) => {
    const { at, latest } = await owing({ after_last_retry: end });
    expect(await at(LAST - 1)).toBe("past_due");
    expect((await latest()).next_payment_attempt).toBe(LAST);
    expect(await at(LAST)).toBe(status);
    expect((await latest()).next_payment_attempt).toBeNull();
  });

  it("→ active as soon as its latest invoice is paid", async () => {
    const { stripe, status, latest } = await owing();
    await stripe.invoices.pay((await latest()).id, { payment_method: "pm_card_visa" });
    expect(await status()).toBe("active");
  });

  it("→ active at the next retry with a card that works", async () => {
    const { stripe, customer, at } = await owing();
    await giveCard(stripe, customer, "pm_card_visa");
    expect(await at(RENEWAL + HOUR + DAY - 1)).toBe("past_due");
    expect(await at(RENEWAL + HOUR + DAY)).toBe("active");
  });

  it("→ active when its latest invoice is given up", async () => {
    const { stripe, status, latest } = await owing();
    await stripe.invoices.markUncollectible((await latest()).id);
    expect(await status()).toBe("active");
  });
});

describe("unpaid", () => {
  it("→ active when its latest invoice is paid, and makes drafts that nobody collects until then", async () => {
    const { stripe, at, status, latest } = await owing({ after_last_retry: "unpaid" });
    await at(RENEWAL + HOUR + 7 * DAY);
    expect(await at("2026-03-01T02:00:00Z")).toBe("unpaid");
    const draft = await latest();
    expect(draft).toMatchObject({ status: "draft", auto_advance: false });
    await stripe.invoices.pay(draft.id, { payment_method: "pm_card_visa" });
    expect(await status()).toBe("active");
  });

  it("→ canceled at once when it is cancelled", async () => {
    const { stripe, id, at } = await owing({ after_last_retry: "unpaid" });
    await at(RENEWAL + HOUR + 7 * DAY);
    expect((await stripe.subscriptions.cancel(id)).status).toBe("canceled");
  });
});

describe("canceled", () => {
  it("is final: a second end is 404, a change 400, and no time renews it", async () => {
    const { stripe, id, at } = await begun();
    await stripe.subscriptions.cancel(id);
    expect(await refusal(stripe.subscriptions.cancel(id))).toMatchObject({ statusCode: 404 });
    expect(await refusal(stripe.subscriptions.resume(id))).toMatchObject({ statusCode: 400 });
    expect(await at(RENEWAL + HOUR)).toBe("canceled");
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  });
});
