import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { PortalConfiguration, PortalSession } from "../store/wire";
import { type World, wallSeconds } from "../world";
import { referredCustomer } from "./customers";
import { CONFIGURATION, type ConfigurationParams, FLOW, featuresOf, flowOf } from "./portal-params";

const NO_CONFIGURATION =
  "No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.";

function requireConfiguration(account: Account, id: string): PortalConfiguration {
  const configuration = account.portalConfigurations.find(id);
  if (!configuration) throw noSuch("configuration", id, "configuration");
  return configuration;
}

function createConfiguration(world: World, account: Account, params: ConfigurationParams): PortalConfiguration {
  const at = wallSeconds(world);
  const configuration = account.portalConfigurations.insert({
    id: newId("bpc"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: {
      headline: params.business_profile?.headline ?? null,
      privacy_policy_url: params.business_profile?.privacy_policy_url ?? null,
      terms_of_service_url: params.business_profile?.terms_of_service_url ?? null,
    },
    created: at,
    default_return_url: params.default_return_url ?? null,
    features: featuresOf(p.required(params.features, "features"), null),
    is_default: account.portalConfigurations.size === 0,
    livemode: false,
    login_page: { enabled: params.login_page?.enabled ?? false, url: null },
    metadata: p.mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    updated: at,
  });
  emit(world, account, "billing_portal.configuration.created", configuration);
  return configuration;
}

function updateConfiguration(
  world: World,
  account: Account,
  id: string,
  params: ConfigurationParams,
): PortalConfiguration {
  const before = requireConfiguration(account, id);
  const profile = params.business_profile;
  const after = account.portalConfigurations.update(id, {
    active: params.active ?? before.active,
    business_profile: {
      headline: p.changed(before.business_profile.headline, profile?.headline),
      privacy_policy_url: p.changed(before.business_profile.privacy_policy_url, profile?.privacy_policy_url),
      terms_of_service_url: p.changed(before.business_profile.terms_of_service_url, profile?.terms_of_service_url),
    },
    default_return_url: p.changed(before.default_return_url, params.default_return_url),
    features: params.features ? featuresOf(params.features, before.features) : before.features,
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    name: p.changed(before.name, params.name),
    updated: wallSeconds(world),
  });
  emitUpdate(world, account, "billing_portal.configuration.updated", before, after);
  return after;
}

const SESSION = {
  after_expiration: p.ignored,
  configuration: p.text,
  customer: p.text,
  customer_account: p.refused,
  flow_data: p.object(FLOW),
  locale: p.enumOf(
    "auto",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "en-AU",
    "en-CA",
    "en-GB",
    "en-IE",
    "en-IN",
    "en-NZ",
    "en-SG",
    "es",
    "es-419",
    "et",
    "fi",
    "fil",
    "fr",
    "fr-CA",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "mt",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-BR",
    "ro",
    "ru",
    "sk",
    "sl",
    "sv",
    "th",
    "tr",
    "vi",
    "zh",
    "zh-HK",
    "zh-TW",
  ),
  on_behalf_of: p.refused,
  return_url: p.text,
  expand: p.expand,
};

function createSession(world: World, account: Account, params: p.Params<typeof SESSION>): PortalSession {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const configuration = params.configuration
    ? account.portalConfigurations.find(params.configuration)
    : ([...account.portalConfigurations.values()].find((row) => row.is_default && row.active) ?? null);
  if (!configuration && params.configuration) {
    throw noSuchReference("configuration", params.configuration, "configuration");
  }
  if (!configuration) throw invalidRequest(NO_CONFIGURATION);
  const id = newId("bps");
  const session = account.portalSessions.insert({
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: wallSeconds(world),
    customer: customer.id,
    customer_account: null,
    flow: params.flow_data ? flowOf(account, customer.id, params.flow_data) : null,
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `${world.publicUrl}/p/session/${id}`,
  });
  emit(world, account, "billing_portal.session.created", session);
  return session;
}

export const billingPortalEndpoints: Endpoint[] = [
  post("/v1/billing_portal/configurations", CONFIGURATION, ({ world, account, params }) =>
    createConfiguration(world, account, params),
  ),
  get("/v1/billing_portal/configurations", { ...p.LIST, active: p.bool, is_default: p.bool }, ({ account, params }) => {
    const rows = account.portalConfigurations
      .newestFirst()
      .filter((row) => typeof params.active !== "boolean" || row.active === params.active)
      .filter((row) => typeof params.is_default !== "boolean" || row.is_default === params.is_default);
    return page(rows, params, "/v1/billing_portal/configurations", "configuration");
  }),
  get("/v1/billing_portal/configurations/:id", p.NOTHING, ({ account, id }) => requireConfiguration(account, id)),
  post("/v1/billing_portal/configurations/:id", CONFIGURATION, ({ world, account, id, params }) =>
    updateConfiguration(world, account, id, params),
  ),
  post("/v1/billing_portal/sessions", SESSION, ({ world, account, params }) => createSession(world, account, params)),
];
