import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, sandboxForFile } from "../../tests/sandbox";
import { cardOf, challengeOf, open, send, submit } from "./browser";

const account = sandboxForFile();

async function aPortal(
  options: Partial<Stripe.BillingPortal.SessionCreateParams> = {},
  features: Stripe.BillingPortal.ConfigurationCreateParams.Features = {},
) {
  const owner = account();
  const { stripe } = owner;
  const price = await aPrice(stripe, 4900);
  const customer = await aCustomer(stripe, { card: "pm_card_visa" });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: "at_period_end" },
      ...features,
    },
  });
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    configuration: configuration.id,
    return_url: "http://localhost:3000/billing",
    ...options,
  });
  const defaultCard = async () => {
    const { invoice_settings } = await stripe.customers.update(customer.id, {
      expand: ["invoice_settings.default_payment_method"],
    });
    const method = invoice_settings.default_payment_method;
    return method && typeof method !== "string" ? method.card?.last4 : null;
  };
  const plan = `${session.url}/subscriptions/${subscription.id}`;
  return { ...owner, customer, subscription, session, plan, address: session.url, defaultCard };
}

describe("the portal", () => {
  it("shows plan, card, invoices and the way back", async () => {
    const { address } = await aPortal();
    const { text } = await open(address);
    for (const part of ["$49.00 per month", "Your plan renews on", "4242", "Invoice history", "Paid", "Cancel plan"])
      expect(text).toContain(part);
    expect(text).toContain('href="http://localhost:3000/billing"');
  });

  it("cancels at the period's end after asking once more, and takes it back", async () => {
    const { stripe, address, plan, subscription } = await aPortal();
    expect((await open(`${plan}/cancel`)).text).toContain("still available until the end of your billing period");
    const canceled = await submit(`${plan}/cancel`, {});
    expect((await open(new URL(canceled.location, address).href)).text).toContain("You keep your plan until");
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).not.toBeNull();
    await submit(`${plan}/resume`, {});
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
  });

  it("saves another card as the default", async () => {
    const { address, defaultCard } = await aPortal();
    const outcome = await send(`${address}/payment-method`, cardOf("5555555555554444"));
    expect(outcome).toMatchObject({ kind: "complete" });
    expect(await defaultCard()).toBe("4444");
  });

  it("keeps the old card when the new one is declined or its challenge fails", async () => {
    const { address, defaultCard } = await aPortal();
    expect(await send(`${address}/payment-method`, cardOf("4000000000000002"))).toMatchObject({ kind: "declined" });
    const challenge = challengeOf(await send(`${address}/payment-method`, cardOf("4000002760003184")));
    const back = await submit(challenge, { outcome: "fail" });
    expect((await open(back.location)).text).toContain("We are unable to authenticate your payment method");
    expect(await defaultCard()).toBe("4242");
  });

  it("saves a card whose challenge is passed", async () => {
    const { address, defaultCard } = await aPortal();
    const challenge = challengeOf(await send(`${address}/payment-method`, cardOf("4000002760003184")));
    const { location } = await submit(challenge, { outcome: "complete" });
    expect((await open(location)).headers.get("location")).toContain("notice=card");
    expect(await defaultCard()).toBe("3184");
  });

  it("begins with the step that it was opened for, and leads on from there", async () => {
    const after_completion = { type: "redirect" as const, redirect: { return_url: "http://localhost:3000/after" } };
    const forCard = await aPortal({ flow_data: { type: "payment_method_update", after_completion } });
    expect((await open(forCard.address)).headers.get("location")).toContain("/payment-method");
    expect(await send(`${forCard.address}/payment-method`, cardOf("4242424242424242"))).toEqual({
      kind: "complete",
      redirectUrl: "http://localhost:3000/after",
    });
  });

  it("knows no strangers: another customer's subscription is not found", async () => {
    const { address } = await aPortal();
    const other = await aPortal();
    const { status } = await open(`${address}/subscriptions/${other.subscription.id}/cancel`);
    expect(status).toBe(404);
    await submit(`${address}/subscriptions/${other.subscription.id}/cancel`, {});
    expect((await other.stripe.subscriptions.retrieve(other.subscription.id)).cancel_at).toBeNull();
  });

  it("changes of the billing information what the configuration allows, and nothing else", async () => {
    const { stripe, address, customer } = await aPortal(
      {},
      { customer_update: { enabled: true, allowed_updates: ["email", "address"] } },
    );
    expect((await open(`${address}/customer`)).text).toContain("jenny@example.com");
    expect((await submit(`${address}/customer`, { email: "not an address" })).text).toContain("Enter an email address");
    const fields = { name: "Somebody Else", email: "new@example.com", country: "DE", line1: "Hauptstraße 1" };
    const saved = await submit(`${address}/customer`, { ...fields, city: "Berlin", postal_code: "10115" });
    expect((await open(new URL(saved.location, address).href)).text).toContain("Your billing information was updated.");
    const after = await stripe.customers.retrieve(customer.id);
    expect(after).toMatchObject({
      email: "new@example.com",
      name: null,
      address: { line1: "Hauptstraße 1", line2: null, city: "Berlin", postal_code: "10115", country: "DE" },
    });
    const closed = await aPortal();
    expect((await open(`${closed.address}/customer`)).status).toBe(404);
  });

  it("removes a saved card, but none that pays the plan, because the next renewal would fail", async () => {
    const { stripe, address, customer } = await aPortal();
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    const left = async () => (await stripe.customers.listPaymentMethods(customer.id)).data.map(({ id }) => id);
    const [paying = ""] = (await left()).filter((id) => id !== other.id);
    const refused = await submit(`${address}/payment-method/remove`, { payment_method: paying });
    expect(refused.text).toContain("This card pays your plan and cannot be removed.");
    await submit(`${address}/payment-method/remove`, { payment_method: other.id });
    expect(await left()).toEqual([paying]);
  });

  it("asks for the reason of a cancellation where the configuration enables it", async () => {
    const { stripe, address, plan, subscription } = await aPortal(
      {},
      {
        subscription_cancel: {
          enabled: true,
          mode: "at_period_end",
          cancellation_reason: { enabled: true, options: ["too_expensive", "other"] },
        },
      },
    );
    const { text } = await open(`${plan}/cancel`);
    expect(text).toContain("It&#39;s too expensive");
    expect(text).not.toContain("I no longer need it");
    const told = async () => (await stripe.subscriptions.retrieve(subscription.id)).cancellation_details;
    await submit(`${plan}/cancel`, { reason: "unused" });
    expect(await told()).toMatchObject({ feedback: null, reason: "cancellation_requested" });
    await submit(`${plan}/resume`, {});
    await submit(`${plan}/cancel`, { reason: "other", comment: "I move abroad." });
    expect(await told()).toMatchObject({ feedback: "other", comment: "I move abroad." });
    expect((await open(address)).text).toContain("Cancels");
  });

  it("speaks the session's language", async () => {
    const { address } = await aPortal({ locale: "es" });
    expect((await open(address, { "accept-language": "de" })).text).toContain("Plan actual");
  });
});
