import { describe, expect, it } from "vitest";
import { aCustomer, aReceiver, sandboxForFile, until } from "../../tests/sandbox";
import { open, submit } from "./browser";

const account = sandboxForFile();

describe("the log page", () => {
  it("lists the accounts to choose from, and shows nothing of what is in them without a key", async () => {
    const { url, stripe, key, control } = account();
    await control("POST", "settings", { business_name: "<b>Northwind</b>" });
    await aCustomer(stripe, { card: null, email: "secret@example.com" });
    const { text } = await open(`${url}/_sandbox`);
    expect(text).toContain("API key");
    expect(text).toContain(`<a href="/_sandbox?key=${key}">${key}</a>`);
    expect(text).toContain("&lt;b&gt;Northwind&lt;/b&gt;");
    expect(text).not.toContain("secret@example.com");
    expect((await open(`${url}/_sandbox?key=sk_test_nobody`)).text).toContain("No account here has used this key yet.");
  });

  it("lists requests with status and body, never a whole card number", async () => {
    const { url, stripe, key } = account();
    await stripe.customers.create({ email: "jenny@example.com" });
    await fetch(`${url}/v1/payment_methods`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: "type=card&card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2040&card[cvc]=987",
    });
    const { text } = await open(`${url}/_sandbox?key=${key}`);
    expect(text).toContain("/v1/customers");
    expect(text).toContain("email = jenny@example.com");
    expect(text).toContain("card[number] = …4242");
    expect(text).not.toContain("4242424242424242");
    expect((await open(`${url}/_sandbox?key=${key}&filter=payment_methods`)).text).not.toContain("jenny@example.com");
  });

  it("shows the answers of the newest 200 requests, of each the first 16 KB", async () => {
    const { url, stripe, key } = account();
    const { id } = await stripe.customers.create({ name: "Jenny Rosen", metadata: { long: "x".repeat(500) } });
    expect((await open(`${url}/_sandbox?key=${key}`)).text).toContain(`&quot;id&quot;: &quot;${id}&quot;`);
    for (let i = 0; i < 40; i++) await stripe.customers.create({ metadata: { long: "x".repeat(500) } });
    await stripe.customers.list({ limit: 100 });
    expect((await open(`${url}/_sandbox?key=${key}`)).text).toContain("…</pre>");
    for (let i = 0; i < 160; i++) await stripe.customers.retrieve(id);
    const { text } = await open(`${url}/_sandbox?key=${key}&filter=POST`);
    expect(text).not.toContain("Jenny Rosen&quot;");
  });

  it("lists events with their deliveries and sends one again", async () => {
    const { url, stripe, key } = account();
    const receiver = await aReceiver();
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["customer.created"] });
    await stripe.customers.create({ email: "jenny@example.com" });
    await until(() => receiver.received.length === 1);
    const log = `${url}/_sandbox?key=${key}&tab=events`;
    const { text } = await open(log);
    for (const part of ["customer.created", "delivered", receiver.url]) expect(text).toContain(part);
    const event = receiver.received[0]?.id ?? "";
    expect(await submit(`${url}/_sandbox`, { key, event })).toMatchObject({ status: 303 });
    await until(() => receiver.received.length === 2);
    expect(receiver.received[1]?.id).toBe(event);
    await receiver.close();
  });
});
