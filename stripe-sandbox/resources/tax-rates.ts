import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { missingParam, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { TaxRate } from "../store/wire";
import { wallSeconds } from "../world";

const COMMON = {
  active: p.bool,
  country: p.text,
  description: p.text,
  display_name: p.text,
  jurisdiction: p.text,
  metadata: p.metadata,
  state: p.text,
  tax_type: p.ignored,
  expand: p.expand,
};

function requireRate(account: Account, id: string): TaxRate {
  const rate = account.taxRates.find(id);
  if (!rate) throw noSuch("tax rate", id);
  return rate;
}

export const taxRateEndpoints: Endpoint[] = [
  post("/v1/tax_rates", { ...COMMON, inclusive: p.bool, percentage: p.decimal }, ({ world, account, params }) => {
    const percentage = p.required(params.percentage, "percentage");
    if (typeof params.inclusive !== "boolean") throw missingParam("inclusive");
    const rate = account.taxRates.insert({
      id: newId("txr"),
      object: "tax_rate",
      active: params.active ?? true,
      country: params.country ?? null,
      created: wallSeconds(world),
      description: params.description ?? null,
      display_name: p.required(params.display_name, "display_name"),
      effective_percentage: percentage,
      flat_amount: null,
      inclusive: params.inclusive,
      jurisdiction: params.jurisdiction ?? null,
      jurisdiction_level: null,
      livemode: false,
      metadata: p.mergeMetadata({}, params.metadata),
      percentage,
      rate_type: "percentage",
      state: params.state ?? null,
      tax_type: null,
    });
    emit(world, account, "tax_rate.created", rate);
    return rate;
  }),
  get("/v1/tax_rates", { ...p.LIST, active: p.bool, created: p.range, inclusive: p.bool }, ({ account, params }) => {
    const rows = account.taxRates
      .newestFirst()
      .filter((row) => typeof params.active !== "boolean" || row.active === params.active);
    return page(rows, params, "/v1/tax_rates", "tax rate");
  }),
  get("/v1/tax_rates/:id", p.NOTHING, ({ account, id }) => requireRate(account, id)),
  post("/v1/tax_rates/:id", COMMON, ({ world, account, id, params }) => {
    const before = requireRate(account, id);
    const after = account.taxRates.update(id, {
      active: params.active ?? before.active,
      description: p.changed(before.description, params.description),
      display_name: params.display_name ?? before.display_name,
      metadata: p.mergeMetadata(before.metadata, params.metadata),
    });
    emitUpdate(world, account, "tax_rate.updated", before, after);
    return after;
  }),
];
