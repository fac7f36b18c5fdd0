import type { Account } from "../account";
import { standardTax } from "../engine/tax-table";
import { invalidRequest } from "../http/errors";
import { newId } from "../store/ids";
import type { Customer, Invoice, Subscription, TaxRate } from "../store/wire";

/** The rates that automatic tax applies to prices of each tax behaviour. */
export type AutomaticRates = { exclusive: TaxRate; inclusive: TaxRate };

/** Refuses automatic tax for a customer whose country is unknown. */
export function requireTaxLocation(customer: Customer): void {
  if (customer.address?.country) return;
  throw invalidRequest(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    { code: "customer_tax_location_invalid", param: "automatic_tax[enabled]" },
  );
}

/** Where tax is owed, and whether the customer is exempt from it. */
export type TaxPlace = { country: string | null; exempt: string };

/** The place of a customer's tax. */
export function taxPlace(customer: Customer, country?: string | null): TaxPlace {
  return { country: country ?? customer.address?.country ?? null, exempt: customer.tax_exempt ?? "none" };
}

/** What an invoice says of automatic tax, and the rates to apply; null where nothing is collected. */
export function automaticTax(
  account: Account,
  { country, exempt }: TaxPlace,
  isEnabled: boolean,
  at: number,
): { shown: Invoice["automatic_tax"]; rates: AutomaticRates | null } {
  if (!isEnabled) {
    return {
      shown: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
      rates: null,
    };
  }
  const shown: Invoice["automatic_tax"] = {
    disabled_reason: null,
    enabled: true,
    liability: { type: "self" },
    provider: "stripe",
    status: country ? "complete" : "requires_location_inputs",
  };
  const tax = country && exempt === "none" ? standardTax(country) : null;
  if (!tax || !country) return { shown, rates: null };
  const rate = (inclusive: boolean) => rateOf(account, country, tax, inclusive, at);
  return { shown, rates: { exclusive: rate(false), inclusive: rate(true) } };
}

/** The rate that stands for a country's tax; made at its first use, inactive so that nobody picks it by hand. */
function rateOf(
  account: Account,
  country: string,
  tax: { name: string; percentage: number },
  inclusive: boolean,
  at: number,
): TaxRate {
  for (const rate of account.taxRates.values()) {
    if (
      !rate.active &&
      rate.country === country &&
      rate.inclusive === inclusive &&
      rate.percentage === tax.percentage
    ) {
      return rate;
    }
  }
  return account.taxRates.insert({
    id: newId("txr"),
    object: "tax_rate",
    active: false,
    country,
    created: at,
    description: null,
    display_name: tax.name,
    effective_percentage: tax.percentage,
    flat_amount: null,
    inclusive,
    jurisdiction: country,
    jurisdiction_level: "country",
    livemode: false,
    metadata: {},
    percentage: tax.percentage,
    rate_type: "percentage",
    state: null,
    tax_type: null,
  });
}

/** A subscription's setting of automatic tax. */
export function taxSetting(isEnabled: boolean): Subscription["automatic_tax"] {
  return { disabled_reason: null, enabled: isEnabled, liability: isEnabled ? { type: "self" } : null };
}
