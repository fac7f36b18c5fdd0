import type { Account } from "../account";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidParam, invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId, randomText } from "../store/ids";
import type { WebhookEndpoint } from "../store/wire";
import { type World, wallSeconds } from "../world";

const CREATE = {
  api_version: p.text,
  connect: p.refused,
  description: p.text,
  enabled_events: p.arrayOf(p.text),
  metadata: p.metadata,
  url: p.text,
  expand: p.expand,
};
const UPDATE = {
  description: p.text,
  disabled: p.bool,
  enabled_events: p.arrayOf(p.text),
  metadata: p.metadata,
  url: p.text,
  expand: p.expand,
};
const MAX_ENDPOINTS = 16;

function requireEndpoint(account: Account, id: string): WebhookEndpoint {
  const endpoint = account.webhookEndpoints.find(id);
  if (!endpoint) throw noSuch("webhook endpoint", id);
  return endpoint;
}

function checkedUrl(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === "http:" || parsed.protocol === "https:") return url;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw invalidParam("Invalid URL: An explicit scheme (such as https) must be provided.", {
    code: "url_invalid",
    param: "url",
  });
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): WebhookEndpoint {
  if (account.webhookEndpoints.size >= MAX_ENDPOINTS) {
    throw invalidRequest("You have reached the maximum of 16 test webhook endpoints.");
  }
  const endpoint = account.webhookEndpoints.insert({
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: params.api_version ?? null,
    application: null,
    created: wallSeconds(world),
    description: params.description ?? null,
    enabled_events: p.required(params.enabled_events, "enabled_events"),
    livemode: false,
    metadata: p.mergeMetadata({}, params.metadata),
    status: "enabled",
    url: checkedUrl(p.required(params.url, "url")),
  });
  const secret = `whsec_${randomText(32)}`;
  account.endpointSecrets.insert({ id: endpoint.id, secrets: [secret] });
  return { ...endpoint, secret };
}

function statusOf(disabled: p.Maybe<boolean>, before: string): string {
  if (typeof disabled !== "boolean") return before;
  return disabled ? "disabled" : "enabled";
}

export const webhookEndpointEndpoints: Endpoint[] = [
  post("/v1/webhook_endpoints", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/webhook_endpoints", p.LIST, ({ account, params }) =>
    page(account.webhookEndpoints.newestFirst(), params, "/v1/webhook_endpoints", "webhook endpoint"),
  ),
  get("/v1/webhook_endpoints/:id", p.NOTHING, ({ account, id }) => requireEndpoint(account, id)),
  post("/v1/webhook_endpoints/:id", UPDATE, ({ account, id, params }) => {
    const before = requireEndpoint(account, id);
    return account.webhookEndpoints.update(id, {
      description: p.changed(before.description, params.description),
      enabled_events: params.enabled_events ?? before.enabled_events,
      metadata: p.mergeMetadata(before.metadata, params.metadata),
      status: statusOf(params.disabled, before.status),
      url: params.url ? checkedUrl(params.url) : before.url,
    });
  }),
  del("/v1/webhook_endpoints/:id", {}, ({ account, id }) => {
    requireEndpoint(account, id);
    account.webhookEndpoints.delete(id);
    account.endpointSecrets.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
];
