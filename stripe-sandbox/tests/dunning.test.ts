import { describe, expect, it } from "vitest";
import { monthlyOn, types } from "./monthly";
import { giveCard, latestInvoice, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();
const monthly = (options?: Parameters<typeof monthlyOn>[1]) => monthlyOn(account(), options);

describe("dunning", () => {
  async function failing() {
    const world = await monthly();
    await giveCard(world.stripe, world.customer.id, "pm_card_chargeCustomerFail");
    await world.clock.advance("2026-02-28T14:00:00Z");
    return world;
  }

  it("makes the subscription past due, plans a retry and marks the customer delinquent", async () => {
    const { stripe, customer, subscription } = await failing();
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice).toMatchObject({ status: "open", attempt_count: 1, auto_advance: true });
    expect(invoice.next_payment_attempt).toBe(seconds("2026-03-01T13:00:00Z"));
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: true });
  });

  it("sends charge.failed before invoice.payment_failed before the subscription's update", async () => {
    const { stripe } = await failing();
    const wanted = [
      "charge.failed",
      "payment_intent.payment_failed",
      "invoice.payment_failed",
      "invoice.updated",
      "customer.subscription.updated",
    ];
    const seen = (await types(stripe, 0)).filter((type) => wanted.includes(type)).slice(-5);
    expect(seen).toEqual(wanted);
  });

  it("recovers when a retry with a new card succeeds", async () => {
    const { stripe, clock, customer, subscription } = await failing();
    await giveCard(stripe, customer.id, "pm_card_visa");
    await clock.advance("2026-03-01T14:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid", attempt_count: 2 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: false });
  });

  it("cancels after the last retry by default, with the reason payment_failed", async () => {
    const { stripe, clock, subscription } = await failing();
    await clock.advance("2026-03-20T00:00:00Z");
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended.status).toBe("canceled");
    expect(ended.cancellation_details?.reason).toBe("payment_failed");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({
      status: "open",
      attempt_count: 5,
      auto_advance: false,
    });
  });

  it("becomes unpaid instead when the account says so, and later invoices stay drafts", async () => {
    const { stripe, control, clock, subscription } = await failing();
    await control("POST", "settings", { after_last_retry: "unpaid" });
    await clock.advance("2026-03-20T00:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("unpaid");
    await clock.advance("2026-04-05T00:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "draft", auto_advance: false });
  });

  it("stays past due when the account says so", async () => {
    const { stripe, control, clock, subscription } = await failing();
    await control("POST", "settings", { after_last_retry: "past_due" });
    await clock.advance("2026-03-20T00:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
  });

  it("asks for the customer when a renewal needs 3DS", async () => {
    const world = await monthly();
    await giveCard(world.stripe, world.customer.id, "pm_card_authenticationRequired");
    await world.clock.advance("2026-02-28T14:00:00Z");
    expect(await types(world.stripe, 0)).toContain("invoice.payment_action_required");
    expect((await world.stripe.subscriptions.retrieve(world.subscription.id)).status).toBe("past_due");
  });

  it("leaves an unpaid first invoice 23 hours before the subscription expires", async () => {
    const { stripe, clock, subscription } = await monthly({ card: "pm_card_chargeCustomerFail" });
    expect(subscription.status).toBe("incomplete");
    await clock.advance("2026-02-01T11:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("incomplete_expired");
    expect((await latestInvoice(stripe, subscription.id)).status).toBe("void");
  });
});
