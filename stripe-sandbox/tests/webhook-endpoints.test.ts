import { afterEach, describe, expect, it } from "vitest";
import { monthlyOn } from "./monthly";
import { aReceiver, latestInvoice, sandboxForFile, type TestAccount, until } from "./sandbox";

const account = sandboxForFile();
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close();
});

async function listening(
  options: { answer?: () => number; owner?: TestAccount; apiVersion?: "2025-03-31.basil" | "2026-09-30.endive" } = {},
) {
  const owner = options.owner ?? account();
  const receiver = await aReceiver(options.answer);
  open.push(receiver);
  const endpoint = await owner.stripe.webhookEndpoints.create({
    url: receiver.url,
    enabled_events: ["*"],
    ...(options.apiVersion ? { api_version: options.apiVersion } : {}),
  });
  return { ...owner, receiver, endpoint, secret: endpoint.secret ?? "" };
}

describe("rotating an endpoint's secret", () => {
  it("signs with both secrets until the old one expires, so that a deployment misses nothing", async () => {
    const { stripe, control, receiver, endpoint, secret } = await listening();
    const rotated = await control("POST", `webhook_endpoints/${endpoint.id}/rotate`, { expires_in: 3600 });
    await stripe.customers.create({});
    await until(() => receiver.received.length === 1);
    const [delivery] = receiver.received;
    for (const each of [secret, String(rotated.secret)]) {
      expect(stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", each).type).toBe(
        "customer.created",
      );
    }
  });

  it("at once leaves only the new secret", async () => {
    const { stripe, control, receiver, endpoint, secret } = await listening();
    const rotated = await control("POST", `webhook_endpoints/${endpoint.id}/rotate`, { expires_in: 0 });
    await stripe.customers.create({});
    await until(() => receiver.received.length === 1);
    const { body = "", signature = "" } = receiver.received[0] ?? {};
    expect(() => stripe.webhooks.constructEvent(body, signature, secret)).toThrow();
    expect(stripe.webhooks.constructEvent(body, signature, String(rotated.secret)).type).toBe("customer.created");
  });
});

describe("an endpoint's API version", () => {
  it("is kept and stands in the events that it receives", async () => {
    const { stripe, receiver, endpoint } = await listening({ apiVersion: "2026-09-30.endive" });
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).api_version).toBe("2026-09-30.endive");
    await stripe.customers.create({});
    await until(() => receiver.received.length === 1);
    expect(JSON.parse(receiver.received[0]?.body ?? "{}").api_version).toBe("2026-09-30.endive");
    const [event] = (await stripe.events.list()).data;
    expect(event?.api_version).toBe("2026-10-28.endive");
  });
});

describe("an endpoint of an older release", () => {
  it("can be made, so that a check of versions can be tried, but is sent nothing and says why", async () => {
    const { stripe, control, receiver } = await listening({ apiVersion: "2025-03-31.basil" });
    await stripe.customers.create({});
    const { data } = await control("GET", "events");
    expect(data).toMatchObject([
      {
        type: "customer.created",
        pending_webhooks: 0,
        deliveries: [
          { status: "failed", attempts: [{ error: expect.stringContaining("2025-03-31.basil are not imitated") }] },
        ],
      },
    ]);
    expect(receiver.received).toEqual([]);
  });
});

describe("a renewal's draft whose creation an endpoint does not acknowledge", () => {
  async function renewalSeenBy(answer: () => number, settings: object = {}) {
    const owner = account();
    await owner.control("POST", "settings", settings);
    const renewal = await monthlyOn(owner, { start: "2026-01-01T00:00:00Z" });
    const { receiver } = await listening({ owner, answer });
    await renewal.clock.advance("2026-02-01T00:00:00Z");
    await until(() => receiver.received.some((delivery) => delivery.type === "invoice.created"));
    const events = async () => {
      const listed = await owner.control("GET", "events");
      return Array.isArray(listed.data) ? listed.data : [];
    };
    await until(async () =>
      (await events()).some((event) => event.type === "invoice.created" && event.deliveries[0]?.attempts.length > 0),
    );
    return { ...renewal, receiver };
  }

  it("is held back for up to 72 hours", async () => {
    const { stripe, clock, subscription } = await renewalSeenBy(() => 500);
    await clock.advance("2026-02-03T23:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "draft" });
    await clock.advance("2026-02-04T00:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid" });
  });

  it("is finalised after its hour when the endpoint accepts it", async () => {
    const { stripe, clock, subscription } = await renewalSeenBy(() => 200);
    await clock.advance("2026-02-01T01:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid" });
  });

  it("is not held back where the account switched that off", async () => {
    const { stripe, clock, subscription } = await renewalSeenBy(() => 500, { holds_unacknowledged_drafts: false });
    await clock.advance("2026-02-01T01:00:00Z");
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ status: "paid" });
  });
});
