import { describe, expect, it } from "vitest";
import { resolveChallenge } from "../checkout/challenge";
import { aCustomer, aPrice, eventTypes, giveCard, itemOf, latestInvoice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

describe("creating a subscription", () => {
  it("is active and paid at once when the default card can be charged", async () => {
    const { stripe } = account();
    const price = await aPrice(stripe, 1000);
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice.payments", "latest_invoice.confirmation_secret"],
    });
    expect(subscription.status).toBe("active");
    const invoice = subscription.latest_invoice;
    if (!invoice || typeof invoice === "string") throw new Error("not expanded");
    expect(invoice).toMatchObject({
      status: "paid",
      amount_paid: 1000,
      attempt_count: 1,
      billing_reason: "subscription_create",
    });
    expect(invoice.number).toBe(`${customer.invoice_prefix}-0001`);
    expect(invoice.period_start).toBe(invoice.period_end);
    expect(invoice.lines.data[0]?.description).toBe("1 × Pro (at $10.00 / month)");
    expect(invoice.payments?.data[0]).toMatchObject({ status: "paid", amount_paid: 1000, is_default: true });
    expect(invoice.confirmation_secret?.client_secret).toMatch(/^pi_.+_secret_/);
  });

  it("keeps the period on the items and none on the subscription itself, as since basil", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    expect(subscription).not.toHaveProperty("current_period_end");
    expect(itemOf(subscription).current_period_end).toBeGreaterThan(itemOf(subscription).current_period_start);
  });

  it("is refused with 400 and creates nothing when the customer has no card", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const price = await aPrice(stripe, 1000);
    const error = await refusal(stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] }));
    expect(error).toMatchObject({ statusCode: 400, code: "resource_missing", param: undefined });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toHaveLength(0);
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(0);
  });

  it("answers 200 with status incomplete when the card is declined", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_chargeCustomerFail" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    expect(subscription.status).toBe("incomplete");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({
      status: "open",
      attempted: true,
      attempt_count: 1,
    });
  });

  it("creates nothing and answers 402 with error_if_incomplete when the card is declined", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_chargeCustomerFail" });
    const price = await aPrice(stripe, 1000);
    const error = await refusal(
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        payment_behavior: "error_if_incomplete",
      }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toHaveLength(0);
  });

  it("waits for 3DS as incomplete and becomes active when the challenge is passed", async () => {
    const { stripe, world } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_authenticationRequired" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      expand: ["latest_invoice.payments"],
    });
    expect(subscription.status).toBe("incomplete");
    const invoice = subscription.latest_invoice;
    if (!invoice || typeof invoice === "string") throw new Error("not expanded");
    expect(invoice).toMatchObject({ status: "open", attempted: true, attempt_count: 0 });
    const intent = String(invoice.payments?.data[0]?.payment.payment_intent);
    resolveChallenge(world, intent, "complete");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect(
      (await stripe.events.list({ type: "customer.subscription.updated" })).data[0]?.data.previous_attributes,
    ).toMatchObject({
      status: "incomplete",
    });
  });

  it("leaves an unconfirmed payment intent behind with default_incomplete", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      payment_behavior: "default_incomplete",
      payment_settings: { save_default_payment_method: "on_subscription" },
      expand: ["latest_invoice.confirmation_secret", "latest_invoice.payments"],
    });
    expect(subscription.status).toBe("incomplete");
    const invoice = subscription.latest_invoice;
    if (!invoice || typeof invoice === "string") throw new Error("not expanded");
    const intent = String(invoice.payments?.data[0]?.payment.payment_intent);
    await stripe.paymentIntents.confirm(intent, {
      payment_method: "pm_card_visa",
      return_url: "http://localhost/back",
    });
    const paid = await stripe.subscriptions.retrieve(subscription.id);
    expect(paid.status).toBe("active");
    expect(paid.default_payment_method).toMatch(/^pm_/);
  });

  it("names the missing price by its place in the parameters", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const error = await refusal(stripe.subscriptions.create({ customer: customer.id, items: [{ price: "invalid" }] }));
    expect(error).toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "items[0][price]",
      message: "No such price: 'invalid'",
    });
  });

  it("sends the events of a paid creation in the order seen from Stripe", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const before = (await eventTypes(stripe)).length;
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect((await eventTypes(stripe)).slice(before)).toEqual([
      "charge.succeeded",
      "customer.subscription.created",
      "payment_intent.succeeded",
      "payment_intent.created",
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
      "invoice.payment_succeeded",
      "invoice_payment.paid",
      "charge.updated",
    ]);
  });
});

describe("a trial", () => {
  it("starts with a paid invoice of 0 and no payment", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      trial_period_days: 15,
      expand: ["latest_invoice.payments", "latest_invoice.confirmation_secret"],
    });
    expect(subscription.status).toBe("trialing");
    expect(Number(subscription.trial_end) - Number(subscription.trial_start)).toBe(15 * 86_400);
    const invoice = subscription.latest_invoice;
    if (!invoice || typeof invoice === "string") throw new Error("not expanded");
    expect(invoice).toMatchObject({
      status: "paid",
      total: 0,
      attempted: true,
      attempt_count: 0,
      confirmation_secret: null,
    });
    expect(invoice.payments?.data).toEqual([]);
    expect(invoice.lines.data[0]?.description).toBe("Free trial for 1 × Pro");
  });

  it("needs no card to start", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      trial_period_days: 7,
    });
    expect(subscription.status).toBe("trialing");
  });

  it("is billed at once when it is ended by trial_end=now", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      trial_period_days: 7,
    });
    const ended = await stripe.subscriptions.update(subscription.id, { trial_end: "now" });
    expect(ended.status).toBe("active");
    expect(await latestInvoice(stripe, ended.id)).toMatchObject({
      status: "paid",
      total: 2500,
      billing_reason: "subscription_update",
    });
  });

  it("can be extended, which bills nothing", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 2500)).id }],
      trial_period_days: 7,
    });
    const later = Number(subscription.trial_end) + 5 * 86_400;
    const extended = await stripe.subscriptions.update(subscription.id, {
      trial_end: later,
      proration_behavior: "none",
    });
    expect(extended).toMatchObject({ status: "trialing", trial_end: later, billing_cycle_anchor: later });
    expect(itemOf(extended).current_period_end).toBe(later);
  });
});

describe("a subscription's payment method and pauses", () => {
  it("is set and unset by an empty string", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    expect(
      (await stripe.subscriptions.update(subscription.id, { default_payment_method: other.id })).default_payment_method,
    ).toBe(other.id);
    expect(
      (await stripe.subscriptions.update(subscription.id, { default_payment_method: "" })).default_payment_method,
    ).toBeNull();
  });

  it("refuses a card of another customer", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const stranger = await aCustomer(stripe, { card: null });
    const card = await giveCard(stripe, stranger.id, "pm_card_visa");
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    expect(await refusal(stripe.subscriptions.update(subscription.id, { default_payment_method: card }))).toMatchObject(
      { statusCode: 400 },
    );
  });

  it("stays active while its collection is paused", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const paused = await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: "void" } });
    expect(paused).toMatchObject({ status: "active", pause_collection: { behavior: "void", resumes_at: null } });
    expect((await stripe.subscriptions.update(subscription.id, { pause_collection: "" })).pause_collection).toBeNull();
  });

  it("says nothing when an update changes nothing", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const before = await eventTypes(stripe);
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(await eventTypes(stripe)).toEqual(before);
  });
});
