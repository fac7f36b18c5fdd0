import type { WebhookEndpoint } from "../store/wire";

/** True when the endpoint is enabled and asked for events of this type. */
export function isSubscribed(endpoint: WebhookEndpoint, type: string): boolean {
  return (
    endpoint.status === "enabled" && (endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type))
  );
}
