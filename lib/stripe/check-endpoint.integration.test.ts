import { describe, expect, it } from "vitest";
import { STRIPE_API_VERSION } from "@/lib/env";
import { handledTypes } from "@/lib/sync/handled-events";
import { withWorld } from "@/lib/testing/world";
import { checkEndpoint } from "./check-endpoint";
import { stripe } from "./client";

withWorld();

const URL = "https://billing.example.com/api/webhooks/stripe";
const check = () => checkEndpoint(URL, handledTypes());

describe("G5: one pinned API version, because events are rendered in the endpoint's and not in the SDK's", () => {
  it("G5: says that there is no endpoint, then that it is of another version, then that it is disabled, then nothing", async () => {
    expect(await check()).toMatch("knows no endpoint");
    const enabled_events = handledTypes() as "invoice.paid"[];
    const old = await stripe().webhookEndpoints.create({ url: URL, enabled_events, api_version: "2025-03-31.basil" });
    expect(await check()).toMatch("2025-03-31.basil");
    await stripe().webhookEndpoints.update(old.id, { disabled: true });
    expect(await check()).toMatch("disabled");
    await stripe().webhookEndpoints.create({ url: URL, enabled_events, api_version: STRIPE_API_VERSION });
    expect(await check()).toBeNull();
  });

  it("G5: names the events that the endpoint does not ask for, since they would never come", async () => {
    const url = `${URL}/other`;
    const enabled_events = ["invoice.paid" as const];
    await stripe().webhookEndpoints.create({ url, enabled_events, api_version: STRIPE_API_VERSION });
    expect(await checkEndpoint(url, ["invoice.paid", "customer.deleted"])).toMatch(
      "not subscribed to customer.deleted",
    );
  });

  it("G5: the SDK speaks the very version that the endpoint is checked against", () => {
    expect(stripe().getApiField("version")).toBe(STRIPE_API_VERSION);
  });
});
