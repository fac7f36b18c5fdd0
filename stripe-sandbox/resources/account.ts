import type { Account } from "../account";
import { type Endpoint, get } from "../http/endpoint";
import { noSuch } from "../http/errors";
import { NOTHING } from "../http/params";

function render(account: Account): object {
  const { business_name: name, country } = account.settings;
  return {
    id: account.id,
    object: "account",
    business_profile: { name, support_email: null, support_phone: null, support_url: null, url: null },
    business_type: "company",
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    country,
    default_currency: "usd",
    details_submitted: true,
    email: "owner@sandbox.example",
    metadata: {},
    payouts_enabled: true,
    settings: { dashboard: { display_name: name, timezone: "Etc/UTC" } },
    type: "standard",
  };
}

export const accountEndpoints: Endpoint[] = [
  get("/v1/account", NOTHING, ({ account }) => render(account)),
  get("/v1/accounts/:id", NOTHING, ({ account, id }) => {
    if (id !== account.id) throw noSuch("account", id, "account");
    return render(account);
  }),
];
