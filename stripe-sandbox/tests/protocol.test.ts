import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile({ emptyAccount: true });

async function raw(url: string, path: string, init: RequestInit = {}) {
  const response = await fetch(`${url}${path}`, init);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("authentication", () => {
  it("refuses live and malformed keys with 401 and no code", async () => {
    const { url } = account();
    for (const key of ["sk_live_123456789012345", "nonsense"]) {
      const { status, body } = await raw(url, "/v1/customers", { headers: { authorization: `Bearer ${key}` } });
      expect(status).toBe(401);
      expect(body.error.type).toBe("invalid_request_error");
      expect(body.error.message).toContain("Invalid API Key provided: ");
      expect(body.error).not.toHaveProperty("code");
    }
  });

  it("refuses a request without a key", async () => {
    const { status, body } = await raw(account().url, "/v1/customers");
    expect(status).toBe(401);
    expect(body.error.message).toContain("You did not provide an API key");
  });

  it("accepts the key as the user of Basic authentication", async () => {
    const { url, key } = account();
    const { status } = await raw(url, "/v1/customers", {
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
    });
    expect(status).toBe(200);
  });

  it("gives each key an account of its own", async () => {
    const mine = account();
    const other = account();
    const customer = await mine.stripe.customers.create({ email: "a@b.co" });
    expect((await refusal(other.stripe.customers.retrieve(customer.id))).statusCode).toBe(404);
  });

  it("lets a publishable key confirm an intent with its client secret and nothing more", async () => {
    const { stripe, url, key } = account();
    const intent = await stripe.setupIntents.create({});
    const publishable = { authorization: `Bearer ${key.replace("sk_", "pk_")}` };
    const form = { ...publishable, "content-type": "application/x-www-form-urlencoded" };
    expect((await raw(url, "/v1/customers", { headers: publishable })).status).toBe(401);
    expect((await raw(url, `/v1/setup_intents/${intent.id}`, { headers: publishable })).status).toBe(404);
    const confirmed = await raw(url, `/v1/setup_intents/${intent.id}/confirm`, {
      method: "POST",
      headers: form,
      body: new URLSearchParams({
        client_secret: intent.client_secret ?? "",
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": "4242424242424242",
        "payment_method_data[card][exp_month]": "12",
        "payment_method_data[card][exp_year]": "2040",
      }).toString(),
    });
    expect(confirmed.body).toMatchObject({ status: "succeeded" });
    expect(confirmed.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("errors", () => {
  it("name an unknown id in the path with param id and 404", async () => {
    const error = await refusal(account().stripe.customers.retrieve("cus_none"));
    expect(error).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
      message: "No such customer: 'cus_none'",
    });
    expect(error.doc_url).toBe("https://stripe.com/docs/error-codes/resource-missing");
    expect(error.requestId).toMatch(/^req_/);
  });

  it("refuse unknown parameters by name, nested ones too", async () => {
    const { url, key } = account();
    const send = (body: string) =>
      raw(url, "/v1/customers", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/x-www-form-urlencoded" },
        body,
      });
    expect((await send("foo=1")).body.error).toMatchObject({
      code: "parameter_unknown",
      param: "foo",
      message: "Received unknown parameter: foo",
    });
    expect((await send("invoice_settings[foo]=1")).body.error.param).toBe("invoice_settings[foo]");
  });

  it("name a missing parameter and a wrong word", async () => {
    const { stripe } = account();
    expect(await refusal(stripe.prices.create({ currency: "usd", unit_amount: 1 }))).toMatchObject({
      code: "parameter_missing",
      param: "product",
    });
    const wrong = await refusal(stripe.subscriptions.list({ status: "nonsense" as "active" }));
    expect(wrong.message).toContain("Invalid status: must be one of");
  });

  it("answer 501 with the method and path of what is not imitated", async () => {
    const { url, key } = account();
    const { status, body } = await raw(url, "/v1/terminal/readers", { headers: { authorization: `Bearer ${key}` } });
    expect(status).toBe(501);
    expect(body.error.message).toBe("GET /v1/terminal/readers is not imitated by stripe-sandbox");
  });

  it("answer 501 for a parameter whose effect is not imitated", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const error = await refusal(
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        on_behalf_of: "acct_1",
      }),
    );
    expect(error.statusCode).toBe(501);
    expect(error.message).toContain("on_behalf_of");
  });

  it("refuse JSON bodies", async () => {
    const { url, key } = account();
    const { status } = await raw(url, "/v1/customers", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ email: "a@b.co" }),
    });
    expect(status).toBe(400);
  });
});

describe("idempotency", () => {
  it("replays the first answer and says so", async () => {
    const { stripe } = account();
    const options = { idempotencyKey: "once" };
    const first = await stripe.customers.create({ email: "a@b.co" }, options);
    const second = await stripe.customers.create({ email: "a@b.co" }, options);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(second.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it("refuses a key with other parameters", async () => {
    const { stripe } = account();
    await stripe.customers.create({ email: "a@b.co" }, { idempotencyKey: "once" });
    const error = await refusal(stripe.customers.create({ email: "b@b.co" }, { idempotencyKey: "once" }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it("replays a decline too", async () => {
    const { stripe } = account();
    const params = {
      amount: 1000,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_chargeCustomerFail",
      return_url: "http://localhost",
    };
    const first = await refusal(stripe.paymentIntents.create(params, { idempotencyKey: "once" }));
    const second = await refusal(stripe.paymentIntents.create(params, { idempotencyKey: "once" }));
    expect(second.code).toBe("card_declined");
    expect(second.charge).toBe(first.charge);
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });

  it("does not store what validation refused", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "Pro" });
    await refusal(stripe.prices.create({ currency: "usd", unit_amount: 1 }, { idempotencyKey: "once" }));
    const price = await stripe.prices.create(
      { currency: "usd", unit_amount: 1, product: product.id },
      { idempotencyKey: "once" },
    );
    expect(price.id).toMatch(/^price_/);
  });
});

describe("lists and expansion", () => {
  it("page newest first in both directions", async () => {
    const { stripe } = account();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift((await stripe.products.create({ name: `P${n}` })).id);
    const first = await stripe.products.list({ limit: 2 });
    expect(first.data.map((row) => row.id)).toEqual(ids.slice(0, 2));
    expect(first.has_more).toBe(true);
    const second = await stripe.products.list({ limit: 2, starting_after: ids[1] });
    expect(second.data.map((row) => row.id)).toEqual(ids.slice(2, 4));
    const back = await stripe.products.list({ limit: 2, ending_before: ids[2] });
    expect(back.data.map((row) => row.id)).toEqual(ids.slice(0, 2));
  });

  it("are walked to the end by the library", async () => {
    const { stripe } = account();
    for (let n = 0; n < 7; n++) await stripe.products.create({ name: `P${n}` });
    const all = await stripe.products.list({ limit: 3 }).autoPagingToArray({ limit: 100 });
    expect(all).toHaveLength(7);
  });

  it("are filtered by creation time", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "P" });
    expect((await stripe.products.list({ created: { gt: product.created } })).data).toHaveLength(0);
    expect((await stripe.products.list({ created: { gte: product.created } })).data).toHaveLength(1);
  });

  it("expand through lists, and refuse what cannot be expanded or lies too deep", async () => {
    const { stripe } = account();
    const price = await aPrice(stripe, 1000);
    const listed = await stripe.prices.list({ expand: ["data.product"] });
    expect(listed.data[0]?.product).toMatchObject({ id: price.product, name: "Pro" });
    expect((await refusal(stripe.prices.retrieve(price.id, { expand: ["currency"] }))).message).toContain(
      "This property cannot be expanded (currency)",
    );
    expect(await refusal(stripe.prices.list({ expand: ["data.a.b.c.d"] }))).toMatchObject({
      code: "property_expansion_max_depth",
    });
  });

  it("leave tiers and currency options out until they are expanded", async () => {
    const { stripe } = account();
    const product = await stripe.products.create({ name: "P" });
    const price = await stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount: 1900,
      currency_options: { eur: { unit_amount: 1800 } },
    });
    expect(price).not.toHaveProperty("currency_options");
    expect((await stripe.prices.list()).data[0]).not.toHaveProperty("currency_options");
    const listed = await stripe.prices.list({ expand: ["data.currency_options"] });
    expect(listed.data[0]?.currency_options?.eur?.unit_amount).toBe(1800);
    const expanded = await stripe.prices.retrieve(price.id, { expand: ["currency_options"] });
    expect(expanded.currency_options?.eur?.unit_amount).toBe(1800);
  });
});

describe("what is no call of the API", () => {
  it("answers 400 to malformed JSON for a page and for a control call", async () => {
    const { url, key } = account();
    for (const path of ["/c/pay/cs_test_x", `/_sandbox/settings?key=${key}`]) {
      const response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{",
      });
      expect(response.status).toBe(400);
    }
  });

  it("has no favicon, which is no error", async () => {
    expect((await fetch(`${account().url}/favicon.ico`)).status).toBe(204);
  });
});
