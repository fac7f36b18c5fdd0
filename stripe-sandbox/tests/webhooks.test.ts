import Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { aReceiver, sandboxForFile, type TestAccount, until } from "./sandbox";

const account = sandboxForFile();
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function listening(
  types: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ["*"],
  answer?: (attempt: number) => number,
) {
  const owner: TestAccount = account();
  const receiver = await aReceiver(answer);
  open.push(receiver);
  const endpoint = await owner.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: types });
  return { ...owner, receiver, endpoint, secret: endpoint.secret ?? "" };
}

describe("delivering events", () => {
  it("signs them so that the official library accepts them", async () => {
    const { stripe, receiver, secret } = await listening();
    const customer = await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 1);
    const [delivery] = receiver.received;
    const event = stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", secret);
    expect(event).toMatchObject({ type: "customer.created", livemode: false, data: { object: { id: customer.id } } });
    expect(event.request?.id).toMatch(/^req_/);
  });

  it("is refused by the library under another secret", async () => {
    const { stripe, receiver } = await listening();
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 1);
    const [delivery] = receiver.received;
    expect(() =>
      stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", "whsec_other"),
    ).toThrow(Stripe.errors.StripeSignatureVerificationError);
  });

  it("reaches only endpoints that asked for the type", async () => {
    const { stripe, receiver } = await listening(["product.created"]);
    await stripe.customers.create({ email: "a@b.co" });
    await stripe.products.create({ name: "Pro" });
    await until(() => receiver.received.length === 1);
    expect(receiver.received.map((delivery) => delivery.type)).toEqual(["product.created"]);
  });

  it("retries with the same event id until it is accepted", async () => {
    const { stripe, receiver } = await listening(["*"], (attempt) => (attempt < 3 ? 500 : 200));
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 3);
    expect(new Set(receiver.received.map((delivery) => delivery.id)).size).toBe(1);
    const [event] = (await stripe.events.list()).data;
    await until(async () => (await stripe.events.retrieve(event?.id ?? "")).pending_webhooks === 0);
  });

  it("waits as long as Stripe does where the account says so, and a clock that moves takes what waits along", async () => {
    const { stripe, control, receiver } = await listening(["customer.created"], (attempt) => (attempt < 2 ? 500 : 200));
    await control("POST", "webhooks", { retry_schedule: "stripe" });
    const customer = await stripe.customers.create({ email: "a@b.co" });
    await until(async () => JSON.stringify(await control("GET", "events")).includes('"status":500'));
    expect(receiver.received).toHaveLength(1);
    await control("POST", "advance", { customer: customer.id, days: 1 });
    await until(() => receiver.received.length === 2);
    const [event] = (await stripe.events.list({ type: "customer.created" })).data;
    await until(async () => (await stripe.events.retrieve(event?.id ?? "")).pending_webhooks === 0);
  });

  it("counts a redirect as a failure", async () => {
    const { stripe, control, receiver } = await listening(["*"], () => 302);
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 4);
    await until(async () => JSON.stringify(await control("GET", "events")).includes('"status":"failed"'));
  });

  it("shows the secret only when the endpoint is created", async () => {
    const { stripe, endpoint, secret } = await listening();
    expect(secret).toMatch(/^whsec_/);
    expect(await stripe.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty("secret");
  });

  it("stops for a disabled endpoint", async () => {
    const { stripe, receiver, endpoint } = await listening();
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await stripe.customers.create({ email: "a@b.co" });
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: false });
    await stripe.products.create({ name: "Pro" });
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.type).toBe("product.created");
  });

  it("keeps accounts apart", async () => {
    const { receiver, stripe } = await listening();
    await account().stripe.customers.create({ email: "other@b.co" });
    await stripe.customers.create({ email: "mine@b.co" });
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.body).toContain("mine@b.co");
  });

  it("describes an update by its old values only", async () => {
    const { stripe } = account();
    const customer = await stripe.customers.create({ email: "a@b.co", metadata: { plan: "free", keep: "1" } });
    await stripe.customers.update(customer.id, { metadata: { plan: "pro" } });
    const [event] = (await stripe.events.list({ type: "customer.updated" })).data;
    expect(event?.data.previous_attributes).toEqual({ metadata: { plan: "free" } });
  });
});

describe("delivery faults", () => {
  it("drop the next deliveries", async () => {
    const { stripe, control, receiver } = await listening();
    await control("POST", "webhooks", { drop_next: 1 });
    await stripe.customers.create({ email: "lost@b.co" });
    await stripe.customers.create({ email: "kept@b.co" });
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.body).toContain("kept@b.co");
  });

  it("send the next deliveries twice", async () => {
    const { stripe, control, receiver } = await listening();
    await control("POST", "webhooks", { duplicate_next: 1 });
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 2);
    expect(new Set(receiver.received.map((delivery) => delivery.id)).size).toBe(1);
  });

  it("hold deliveries while paused and send them on resuming", async () => {
    const { stripe, control, receiver } = await listening();
    await control("POST", "webhooks", { paused: true });
    await stripe.customers.create({ email: "a@b.co" });
    expect(receiver.received).toHaveLength(0);
    await control("POST", "webhooks", { paused: false });
    await until(() => receiver.received.length === 1);
  });

  it("touch only the named types", async () => {
    const { stripe, control, receiver } = await listening();
    await control("POST", "webhooks", { drop_next: 5, types: ["product.created"] });
    await stripe.products.create({ name: "Pro" });
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.type).toBe("customer.created");
  });

  it("do not stand in the way of sending an event again by hand", async () => {
    const { stripe, control, receiver } = await listening();
    await stripe.customers.create({ email: "a@b.co" });
    await until(() => receiver.received.length === 1);
    const [event] = (await stripe.events.list()).data;
    await control("POST", `events/${event?.id}/resend`);
    await until(() => receiver.received.length === 2);
    expect(receiver.received[1]?.id).toBe(event?.id);
  });
});
