import type Stripe from "stripe";
import { STRIPE_API_VERSION } from "@/lib/env";
import { stripe } from "./client";

/** What is wrong with our webhook endpoint at Stripe, in a sentence that says what to do; null when nothing is. */
export function endpointProblem(
  endpoints: Pick<Stripe.WebhookEndpoint, "url" | "status" | "api_version" | "enabled_events">[],
  url: string,
  wantedTypes: string[],
): string | null {
  const own = endpoints.filter((endpoint) => endpoint.url === url);
  const live = own.find((endpoint) => endpoint.status === "enabled");
  if (!live)
    return own.length > 0 ? `${url} is disabled at Stripe; enable it there` : `Stripe knows no endpoint ${url}`;
  // Events are rendered in the endpoint's version, not in the SDK's: a difference is silent until a field is missing.
  if (live.api_version !== STRIPE_API_VERSION)
    return `${url} has API version ${live.api_version ?? "of the account"}; make it anew with ${STRIPE_API_VERSION}`;
  const missing = wantedTypes.filter(
    (type) => !live.enabled_events.includes(type) && !live.enabled_events.includes("*"),
  );
  return missing.length > 0 ? `${url} is not subscribed to ${missing.join(", ")}` : null;
}

/** Looks at our endpoint at Stripe (G5). Deliveries forwarded by `stripe listen` have none, which is fine in test mode. */
export async function checkEndpoint(url: string, wantedTypes: string[]): Promise<string | null> {
  const { data } = await stripe().webhookEndpoints.list({ limit: 100 });
  return endpointProblem(data, url, wantedTypes);
}
