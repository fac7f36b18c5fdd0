import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { findChallenge, resolveChallenge } from "../checkout/challenge";
import {
  applyPromotionCode,
  findCheckoutSession,
  removePromotionCode,
  submitCheckout,
} from "../checkout/checkout-session";
import { aCustomer, aPrice, eventTypes, refusal, sandboxForFile, typed } from "./sandbox";

const account = sandboxForFile();
const SUCCESS = "http://localhost:3000/done?session={CHECKOUT_SESSION_ID}";

async function aSession(options: Partial<Stripe.Checkout.SessionCreateParams> = {}, unitAmount = 4900) {
  const owner = account();
  const price = await aPrice(owner.stripe, unitAmount);
  const customer = await aCustomer(owner.stripe, { card: null });
  const session = await owner.stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: SUCCESS,
    ...options,
  });
  return { ...owner, price, customer, session };
}

describe("a new session", () => {
  it("is open and unpaid, without subscription, invoice or payment intent", async () => {
    const { session } = await aSession();
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      subscription: null,
      invoice: null,
      payment_intent: null,
      setup_intent: null,
      amount_total: 4900,
      payment_method_collection: "always",
      ui_mode: "hosted_page",
      success_url: SUCCESS,
    });
    expect(session.expires_at - session.created).toBe(86_400);
    expect(session.url).toContain(`/c/pay/${session.id}`);
  });

  it("needs a success_url on the hosted page", async () => {
    const { stripe, price } = await aSession();
    const error = await refusal(
      stripe.checkout.sessions.create({ mode: "subscription", line_items: [{ price: price.id, quantity: 1 }] }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_missing", param: "success_url" });
  });

  it("takes a customer or an e-mail, not both", async () => {
    const { stripe, price, customer } = await aSession();
    const error = await refusal(
      stripe.checkout.sessions.create({
        mode: "subscription",
        customer: customer.id,
        customer_email: "a@b.co",
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: SUCCESS,
      }),
    );
    expect(error.statusCode).toBe(400);
  });

  it("refuses one-time prices alone in subscription mode and recurring ones in payment mode", async () => {
    const { stripe, price, customer } = await aSession();
    const error = await refusal(
      stripe.checkout.sessions.create({
        mode: "payment",
        customer: customer.id,
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: SUCCESS,
      }),
    );
    expect(error.message).toContain("`payment` mode but passed a recurring price");
  });

  it("creates its setup intent at once in setup mode", async () => {
    const { session } = await aSession({ mode: "setup", currency: "usd", line_items: undefined });
    expect(session).toMatchObject({ payment_status: "no_payment_required", amount_total: null });
    expect(session.setup_intent).toMatch(/^seti_/);
  });
});

describe("paying for a subscription", () => {
  it("creates the subscription and redirects with the session's id in the success_url", async () => {
    const { stripe, world, session, customer } = await aSession({ subscription_data: { metadata: { tenant: "t1" } } });
    const outcome = await submitCheckout(world, session.id, { card: typed("4242424242424242") });
    expect(outcome).toEqual({ kind: "complete", redirectUrl: `http://localhost:3000/done?session=${session.id}` });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done).toMatchObject({ status: "complete", payment_status: "paid", url: null, customer: customer.id });
    const subscription = done.subscription;
    if (!subscription || typeof subscription === "string") throw new Error("not expanded");
    expect(subscription).toMatchObject({ status: "active", metadata: { tenant: "t1" } });
    expect(subscription.default_payment_method).toMatch(/^pm_/);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
  });

  it("sends the events in the order seen from Stripe: the session's completion before the subscription's creation", async () => {
    const { stripe, world, session } = await aSession();
    const before = (await eventTypes(stripe)).length;
    await submitCheckout(world, session.id, { card: typed("4242424242424242"), name: "Jenny" });
    expect((await eventTypes(stripe)).slice(before)).toEqual([
      "charge.succeeded",
      "payment_method.attached",
      "checkout.session.completed",
      "customer.updated",
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

  it("leaves nothing behind but an open session when the card is declined, and takes another card", async () => {
    const { stripe, world, session, customer } = await aSession();
    expect(await submitCheckout(world, session.id, { card: typed("4000000000000002") })).toMatchObject({
      kind: "declined",
      code: "card_declined",
      declineCode: "generic_decline",
    });
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toHaveLength(0);
    expect((await submitCheckout(world, session.id, { card: typed("4242424242424242") })).kind).toBe("complete");
    expect((await stripe.paymentIntents.list({ customer: customer.id })).data).toHaveLength(1);
  });

  it("waits for the bank's challenge, and completes after it", async () => {
    const { stripe, world, session, customer } = await aSession();
    const outcome = await submitCheckout(world, session.id, { card: typed("4000002760003184") });
    if (outcome.kind !== "requires_action") throw new Error(outcome.kind);
    const intent = new URL(outcome.challengeUrl).pathname.split("/").at(-1) ?? "";
    expect(findChallenge(world, intent)).toMatchObject({ amountMinor: 4900, last4: "3184", isPending: true });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toHaveLength(0);
    expect(resolveChallenge(world, intent, "complete").redirectUrl).toBe(
      `http://localhost:3000/done?session=${session.id}`,
    );
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1);
  });

  it("stays open when the challenge fails", async () => {
    const { stripe, world, session } = await aSession();
    const outcome = await submitCheckout(world, session.id, { card: typed("4000002760003184") });
    if (outcome.kind !== "requires_action") throw new Error(outcome.kind);
    const intent = new URL(outcome.challengeUrl).pathname.split("/").at(-1) ?? "";
    expect(resolveChallenge(world, intent, "fail").redirectUrl).toContain(`/c/pay/${session.id}`);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await stripe.paymentIntents.retrieve(intent)).last_payment_error?.code).toBe(
      "payment_intent_authentication_failure",
    );
  });

  it("makes one subscription however often the page is submitted", async () => {
    const { stripe, world, session, customer } = await aSession();
    const submissions = await Promise.all(
      Array.from({ length: 5 }, () => submitCheckout(world, session.id, { card: typed("4242424242424242") })),
    );
    expect(new Set(submissions.map((outcome) => outcome.kind))).toEqual(new Set(["complete"]));
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toHaveLength(1);
  });

  it("names the wrong field of an impossible card", async () => {
    const { world, session } = await aSession();
    expect(await submitCheckout(world, session.id, { card: typed("4242424242424241") })).toMatchObject({
      kind: "invalid",
      field: "number",
    });
    expect(
      await submitCheckout(world, session.id, { card: { ...typed("4242424242424242"), expYear: 2020 } }),
    ).toMatchObject({ kind: "invalid", field: "expiry" });
  });

  it("pays with a saved card", async () => {
    const { stripe, world, session, customer } = await aSession();
    const saved = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    expect(findCheckoutSession(world, session.id)?.savedCards).toMatchObject([{ id: saved.id, last4: "4242" }]);
    expect((await submitCheckout(world, session.id, { savedPaymentMethodId: saved.id })).kind).toBe("complete");
  });

  it("makes a customer of the e-mail when the session has none", async () => {
    const { stripe, world, session } = await aSession({ customer: undefined, customer_email: "new@example.com" });
    await submitCheckout(world, session.id, { card: typed("4242424242424242"), name: "New" });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] });
    expect(done.customer).toMatchObject({ email: "new@example.com", name: "New" });
  });

  it("uses up the customer's credit", async () => {
    const { stripe, world, session, customer } = await aSession();
    await stripe.customers.update(customer.id, { balance: -4000 });
    await submitCheckout(world, session.id, { card: typed("4242424242424242") });
    const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(invoice).toMatchObject({ total: 4900, amount_due: 900, amount_paid: 900, status: "paid" });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: 0 });
  });
});

describe("a trial through checkout", () => {
  it("sets the card up and needs no payment", async () => {
    const { stripe, world, session } = await aSession({ subscription_data: { trial_period_days: 14 } });
    expect(session.amount_total).toBe(0);
    await submitCheckout(world, session.id, { card: typed("4242424242424242") });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done).toMatchObject({ payment_status: "no_payment_required", subscription: { status: "trialing" } });
    const types = await eventTypes(stripe);
    expect(types).toContain("setup_intent.succeeded");
    expect(types).not.toContain("payment_intent.created");
    expect(types.at(-1)).toBe("customer.subscription.created");
  });

  it("can do without a card", async () => {
    const { stripe, world, session } = await aSession({
      subscription_data: { trial_period_days: 14 },
      payment_method_collection: "if_required",
    });
    expect(findCheckoutSession(world, session.id)?.requiresCard).toBe(false);
    expect((await submitCheckout(world, session.id, {})).kind).toBe("complete");
    expect(await eventTypes(stripe)).not.toContain("setup_intent.created");
  });
});

describe("promotion codes", () => {
  it("lower what is due, whatever their case, and come off again", async () => {
    const { stripe, world, session } = await aSession({ allow_promotion_codes: true });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "once" });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "SAVE20" });
    expect(applyPromotionCode(world, session.id, "save20")).toMatchObject({
      kind: "applied",
      amounts: { totalMinor: 3920, discountMinor: 980, promotionCode: "SAVE20" },
    });
    expect(removePromotionCode(world, session.id)).toMatchObject({ amounts: { totalMinor: 4900 } });
    expect(applyPromotionCode(world, session.id, "nonsense")).toMatchObject({ kind: "refused" });
  });

  it("reach the subscription's invoice", async () => {
    const { stripe, world, session, customer } = await aSession({ allow_promotion_codes: true });
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "HALF" });
    await submitCheckout(world, session.id, { card: typed("4242424242424242"), promotionCode: "HALF" });
    const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(invoice).toMatchObject({ subtotal: 4900, total: 2450, amount_paid: 2450 });
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
  });
});

describe("other sessions", () => {
  it("charge once in payment mode, keeping the payment intent on the session", async () => {
    const owner = account();
    const product = await owner.stripe.products.create({ name: "Credits" });
    const price = await owner.stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 1500 });
    const session = await owner.stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 2 }],
      success_url: SUCCESS,
      customer_email: "a@b.co",
    });
    expect((await submitCheckout(owner.world, session.id, { card: typed("4242424242424242") })).kind).toBe("complete");
    const done = await owner.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(done).toMatchObject({ payment_status: "paid", payment_intent: { amount: 3000, status: "succeeded" } });
  });

  it("expire on demand and refuse to be paid then", async () => {
    const { stripe, world, session } = await aSession();
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: "expired", url: null });
    expect(await submitCheckout(world, session.id, { card: typed("4242424242424242") })).toMatchObject({
      kind: "invalid",
      field: "session",
    });
    expect((await refusal(stripe.checkout.sessions.expire(session.id))).statusCode).toBe(400);
  });

  it("list their line items", async () => {
    const { stripe, session, price } = await aSession();
    const items = await stripe.checkout.sessions.listLineItems(session.id);
    expect(items.data).toMatchObject([{ quantity: 1, amount_total: 4900, price: { id: price.id } }]);
  });
});
