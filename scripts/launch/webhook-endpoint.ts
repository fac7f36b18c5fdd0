import { STRIPE_API_VERSION } from "../../lib/env";
import { keepWebhookSecret, type LocalSecrets } from "./secrets";

const PATH = "/v1/webhook_endpoints";

interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly api_version: string | null;
  readonly enabled_events: readonly string[];
  readonly secret?: string;
}

interface Account {
  readonly apiBase: string;
  readonly secretKey: string;
}

/** What a local webhook endpoint should be. */
export interface WantedEndpoint {
  readonly url: string;
  readonly events: readonly string[];
}

async function ask<T>(
  { apiBase, secretKey }: Account,
  method: string,
  path: string,
  body?: URLSearchParams,
): Promise<T> {
  const headers = { authorization: `Bearer ${secretKey}`, "stripe-version": STRIPE_API_VERSION };
  const answer = await fetch(`${apiBase}${path}`, { method, headers, ...(body ? { body } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The local Stripe answered ${answer.status} to ${method} ${path}: ${text}`);
  return JSON.parse(text) as T;
}

function isAsWanted(endpoint: Endpoint, wanted: WantedEndpoint): boolean {
  const same = [...endpoint.enabled_events].sort().join() === [...wanted.events].sort().join();
  return (
    same && endpoint.url === wanted.url && endpoint.status === "enabled" && endpoint.api_version === STRIPE_API_VERSION
  );
}

/**
 * Makes sure that the local Stripe delivers to this app, and returns the signing secret. Stripe shows a secret only
 * when an endpoint is created, so an endpoint whose secret was lost is replaced.
 */
export async function ensureWebhookEndpoint(
  account: Account,
  wanted: WantedEndpoint,
  dataDir: string,
  secrets: LocalSecrets,
): Promise<string> {
  const { data } = await ask<{ data: Endpoint[] }>(account, "GET", `${PATH}?limit=100`);
  const known = data.find((endpoint) => isAsWanted(endpoint, wanted) && secrets.webhookSecrets[endpoint.id]);
  const keptSecret = known && secrets.webhookSecrets[known.id];
  // The account is this installation's alone: whatever else is there would deliver to an address of the past.
  const outdated = data.filter((endpoint) => endpoint !== known);
  await Promise.all(outdated.map(({ id }) => ask(account, "DELETE", `${PATH}/${id}`)));
  if (keptSecret) return keptSecret;

  const body = new URLSearchParams({ url: wanted.url, api_version: STRIPE_API_VERSION });
  for (const event of wanted.events) body.append("enabled_events[]", event);
  const created = await ask<Endpoint>(account, "POST", PATH, body);
  if (!created.secret) throw new Error("The local Stripe created a webhook endpoint without a secret.");
  keepWebhookSecret(dataDir, created.id, created.secret);
  return created.secret;
}
