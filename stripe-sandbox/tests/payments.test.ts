import { describe, expect, it } from "vitest";
import { resolveChallenge } from "../checkout/challenge";
import { aCustomer, eventTypes, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();
const BACK = "http://localhost:3000/back";

describe("payment methods", () => {
  it("are fresh on each attachment of a test token", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const first = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const second = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    expect(first.id).not.toBe(second.id);
    expect(first.card?.fingerprint).toBe(second.card?.fingerprint);
    expect((await stripe.customers.listPaymentMethods(customer.id)).data.map((row) => row.id)).toEqual([
      second.id,
      first.id,
    ]);
  });

  it("that decline cannot be attached", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const error = await refusal(stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id }));
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "generic_decline", param: "" });
    expect(error.raw).toMatchObject({ advice_code: "try_again_later", network_decline_code: "01" });
  });

  it("that do not exist are 404 with the payment_method named", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    expect(await refusal(stripe.paymentMethods.attach("abcd", { customer: customer.id }))).toMatchObject({
      statusCode: 404,
      param: "payment_method",
    });
  });

  it("stop being the default when they are detached", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    await stripe.paymentMethods.detach(String(customer.invoice_settings.default_payment_method));
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
    expect((await stripe.events.list({ type: "payment_method.detached" })).data[0]?.data.previous_attributes).toEqual({
      customer: customer.id,
    });
  });
});

describe("payment intents", () => {
  it("succeed at once with a good card", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 2900,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: BACK,
      expand: ["latest_charge"],
    });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 2900,
      latest_charge: { paid: true, status: "succeeded" },
    });
  });

  it("refuse amounts below the minimum", async () => {
    const { stripe } = account();
    expect(await refusal(stripe.paymentIntents.create({ amount: 0, currency: "usd" }))).toMatchObject({
      code: "parameter_invalid_integer",
      param: "amount",
    });
    expect(await refusal(stripe.paymentIntents.create({ amount: 20, currency: "usd" }))).toMatchObject({
      code: "amount_too_small",
    });
  });

  it("are declined with 402, the intent and the charge in the error, and take another card", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({ amount: 2900, currency: "usd" });
    const error = await refusal(
      stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "insufficient_funds" });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: "requires_payment_method" });
    expect(error.charge).toMatch(/^ch_/);
    expect((await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" })).status).toBe(
      "succeeded",
    );
  });

  it("ask for 3DS by a redirect, and fail or succeed by its outcome", async () => {
    const { stripe, world } = account();
    const create = () =>
      stripe.paymentIntents.create({
        amount: 2900,
        currency: "usd",
        confirm: true,
        payment_method: "pm_card_authenticationRequired",
        return_url: BACK,
      });
    const passed = await create();
    expect(passed).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const { redirectUrl } = resolveChallenge(world, passed.id, "complete");
    expect(redirectUrl).toContain("redirect_status=succeeded");
    expect((await stripe.paymentIntents.retrieve(passed.id)).status).toBe("succeeded");
    const failed = await create();
    expect(resolveChallenge(world, failed.id, "cancel").redirectUrl).toContain("redirect_status=failed");
    expect((await stripe.paymentIntents.retrieve(failed.id)).status).toBe("requires_payment_method");
  });

  it("are declined off session where the card wants authentication", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_authenticationRequired" });
    const error = await refusal(
      stripe.paymentIntents.create({
        amount: 2900,
        currency: "usd",
        confirm: true,
        off_session: true,
        customer: customer.id,
        payment_method: String(customer.invoice_settings.default_payment_method),
      }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
  });

  it("spare a card the challenge once it was set up for off-session use", async () => {
    const { stripe, world } = account();
    const customer = await aCustomer(stripe, { card: null });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      return_url: BACK,
    });
    expect(setup.status).toBe("requires_action");
    resolveChallenge(world, setup.id, "complete");
    const intent = await stripe.paymentIntents.create({
      amount: 2900,
      currency: "usd",
      confirm: true,
      off_session: true,
      customer: customer.id,
      payment_method: String((await stripe.setupIntents.retrieve(setup.id)).payment_method),
    });
    expect(intent.status).toBe("succeeded");
  });

  it("are cancelled once and then no more", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({ amount: 2900, currency: "usd" });
    expect((await stripe.paymentIntents.cancel(intent.id)).status).toBe("canceled");
    expect((await refusal(stripe.paymentIntents.cancel(intent.id))).code).toBe("payment_intent_unexpected_state");
  });

  it("can be held and captured", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 2900,
      currency: "usd",
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: BACK,
    });
    expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 2900 });
    expect((await stripe.paymentIntents.capture(intent.id)).status).toBe("succeeded");
  });
});

describe("setup intents", () => {
  it("attach the card to their customer", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: null });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: BACK,
    });
    expect(setup.status).toBe("succeeded");
    expect((await stripe.paymentMethods.retrieve(String(setup.payment_method))).customer).toBe(customer.id);
  });

  it("are declined by a card that declines", async () => {
    const { stripe } = account();
    const error = await refusal(
      stripe.setupIntents.create({ confirm: true, payment_method: "pm_card_chargeDeclined", return_url: BACK }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect(await eventTypes(stripe)).toContain("setup_intent.setup_failed");
  });
});

describe("a charge's balance transaction", () => {
  it("is told of by charge.updated, the last event of what a payment brings about", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: "usd",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: BACK,
      expand: ["latest_charge"],
    });
    const types = await eventTypes(stripe);
    expect(types.at(-1)).toBe("charge.updated");
    const [updated] = (await stripe.events.list({ type: "charge.updated" })).data;
    expect(updated?.data.previous_attributes).toEqual({ balance_transaction: null });
    const [succeeded] = (await stripe.events.list({ type: "charge.succeeded" })).data;
    expect(succeeded?.data.object).toMatchObject({ balance_transaction: null });
    const charge = await stripe.charges.retrieve(String(Reflect.get(Object(intent.latest_charge), "id")), {
      expand: ["balance_transaction"],
    });
    expect(charge.balance_transaction).toMatchObject({ amount: 2000, fee: 88, net: 1912 });
  });

  it("of a held payment follows its capture", async () => {
    const { stripe } = account();
    const held = await stripe.paymentIntents.create({
      amount: 2000,
      currency: "usd",
      capture_method: "manual",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: BACK,
    });
    expect(await eventTypes(stripe)).not.toContain("charge.updated");
    await stripe.paymentIntents.capture(held.id);
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      "charge.captured",
      "payment_intent.succeeded",
      "charge.updated",
    ]);
  });
});
