import { describe, expect, it } from "vitest";
import { refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

/** What is left out on purpose; each of them must name itself rather than guess. */
const LEFT_OUT = [
  ["POST", "/v1/accounts"],
  ["POST", "/v1/account_links"],
  ["POST", "/v1/transfers"],
  ["POST", "/v1/application_fees"],
  ["POST", "/v1/terminal/readers"],
  ["POST", "/v1/terminal/connection_tokens"],
  ["POST", "/v1/issuing/cards"],
  ["GET", "/v1/issuing/authorizations"],
  ["POST", "/v1/billing/meters"],
  ["POST", "/v1/billing/meter_events"],
  ["POST", "/v1/billing/credit_grants"],
  ["POST", "/v1/entitlements/features"],
  ["GET", "/v1/entitlements/active_entitlements"],
  ["POST", "/v1/customers/cus_x/tax_ids"],
  ["POST", "/v1/tax_ids"],
  ["POST", "/v1/tax/calculations"],
  ["POST", "/v1/quotes"],
  ["POST", "/v1/payment_links"],
  ["POST", "/v1/payouts"],
  ["POST", "/v1/tokens"],
  ["GET", "/v2/core/events"],
] as const;

describe("what is left out", () => {
  it.each(LEFT_OUT)("%s %s answers 501 and names itself", async (method, path) => {
    const { stripe } = account();
    const error = await refusal(stripe.rawRequest(method, path));
    expect(error.statusCode).toBe(501);
    expect(error.message).toContain(path);
  });
});
