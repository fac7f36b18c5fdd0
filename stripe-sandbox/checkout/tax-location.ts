import type { Account } from "../account";
import { invalidRequest } from "../http/errors";
import type { CheckoutRecord } from "../store/hidden";
import type { CheckoutSession, Customer } from "../store/wire";

/** A session's note of automatic tax: it waits for a country until one is known. */
export function sessionTax(isEnabled: boolean, country: string | null): CheckoutSession["automatic_tax"] {
  if (!isEnabled) return { enabled: false, liability: null, provider: null, status: null };
  return {
    enabled: true,
    liability: { type: "self" },
    provider: "stripe",
    status: country === null ? "requires_location_inputs" : "complete",
  };
}

/** Refuses automatic tax for a known customer without an address, unless the one entered on the page is kept. */
export function checkTaxLocation(
  customer: Customer | null,
  params: {
    automatic_tax?: { enabled?: boolean | null | undefined } | null | undefined;
    customer_update?: { address?: "auto" | "never" | null | undefined } | null | undefined;
  },
): void {
  if (!params.automatic_tax?.enabled || !customer) return;
  if (customer.address?.country || params.customer_update?.address === "auto") return;
  throw invalidRequest(
    "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the Customer.",
    { code: "customer_tax_location_invalid", param: "automatic_tax" },
  );
}

/** The country whose tax a session owes: that of the customer, or the entered one where it makes or changes him. */
export function taxCountry(account: Account, session: CheckoutSession, record: CheckoutRecord): string | null {
  const entered = record.pending?.country ?? null;
  const customer = session.customer ? account.customers.find(session.customer) : null;
  if (!customer) return entered;
  const known = customer.address?.country ?? null;
  return record.updatesAddress ? (entered ?? known) : (known ?? entered);
}
