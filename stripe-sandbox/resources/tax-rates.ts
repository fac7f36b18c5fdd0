import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post } from "../http/endpoint";
import { missingParam, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { TaxRate } from "../store/wire";
import { wallSeconds } from "../world";

const TAX_TYPE = p.enumOf(
  "admissions_tax",
  "amusement_tax",
  "attendance_tax",
  "communications_tax",
  "digital_excise_tax",
  "entertainment_tax",
  "get_fund",
  "gross_receipts_tax",
  "gst",
  "hospitality_tax",
  "hst",
  "igst",
  "jct",
  "lease_tax",
  "luxury_tax",
  "mass_transit_parking_tax",
  "nhil",
  "parking_tax",
  "pst",
  "qst",
  "resort_tax",
  "retail_delivery_fee",
  "rst",
  "sales_tax",
  "service_tax",
  "tourism_tax",
  "utility_users_tax",
  "vat",
);
const COMMON = {
  active: p.bool,
  country: p.text,
  description: p.text,
  display_name: p.text,
  jurisdiction: p.text,
  metadata: p.metadata,
  state: p.text,
  tax_type: TAX_TYPE,
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
      tax_type: params.tax_type ?? null,
    });
    emit(world, account, "tax_rate.created", rate);
    return rate;
  }),
  get("/v1/tax_rates", { ...p.LIST, active: p.bool, created: p.range, inclusive: p.bool }, ({ account, params }) => {
    const rows = account.taxRates
      .newestFirst()
      .filter((row) => typeof params.active !== "boolean" || row.active === params.active)
      .filter((row) => typeof params.inclusive !== "boolean" || row.inclusive === params.inclusive);
    return page(rows, params, "/v1/tax_rates", "tax rate");
  }),
  get("/v1/tax_rates/:id", p.NOTHING, ({ account, id }) => requireRate(account, id)),
  post("/v1/tax_rates/:id", COMMON, ({ world, account, id, params }) => {
    const before = requireRate(account, id);
    const after = account.taxRates.update(id, {
      active: params.active ?? before.active,
      country: p.changed(before.country, params.country),
      description: p.changed(before.description, params.description),
      display_name: params.display_name ?? before.display_name,
      jurisdiction: p.changed(before.jurisdiction, params.jurisdiction),
      metadata: p.mergeMetadata(before.metadata, params.metadata),
      state: p.changed(before.state, params.state),
      tax_type: params.tax_type ?? before.tax_type,
    });
    emitUpdate(world, account, "tax_rate.updated", before, after);
    return after;
  }),
];
