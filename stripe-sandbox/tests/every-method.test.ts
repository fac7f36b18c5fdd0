import { describe, expect, it } from "vitest";
import { API } from "../api";
import { Router } from "../http/router";
import { sandboxForFile } from "./sandbox";
import { type SdkCall, sdkCalls } from "./sdk-calls";

const account = sandboxForFile();
const CALLS = sdkCalls();
const RESOURCE_NAMES = [...new Set(CALLS.map((call) => call.resource))];
const namesLeftOut = (pattern: string) => pattern.replaceAll(/:\w+/g, ":id");

type Answer = { status: number; type: string; message: string };

async function answerTo({ method, pattern }: Pick<SdkCall, "method" | "pattern">, sent = ""): Promise<Answer> {
  const { url, key } = account();
  const inBody = method === "POST";
  const address = `${url}${pattern.replaceAll(":id", "none")}`;
  const response = await fetch(inBody ? address : `${address}?${sent}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(inBody ? { body: new URLSearchParams(sent) } : {}),
  });
  const body: { error?: { type?: string; message?: string } } = await response.json();
  return { status: response.status, type: body.error?.type ?? "", message: body.error?.message ?? "" };
}

/** True for an answer that is one: the object, a refusal of these parameters, a missing object, or 501 by name. */
function isHonest({ status, type, message }: Answer, { method }: SdkCall): boolean {
  if (status === 501)
    return message.startsWith(`${method} /v1/`) && message.endsWith("is not imitated by stripe-sandbox");
  if (status === 404) return message.startsWith("No such ") || message.startsWith("No upcoming ");
  return status === 200 || (status === 400 && type === "invalid_request_error");
}

describe("every method of the SDK is answered, or refused by its name, because a wrong address would look like a fault of the caller", () => {
  it("and there are as many as the SDK has", () => {
    expect(CALLS.length).toBeGreaterThan(500);
    expect(RESOURCE_NAMES).toContain("Subscriptions");
  });

  it.each(RESOURCE_NAMES)("%s", async (resource) => {
    const wrong = [];
    for (const call of CALLS.filter((each) => each.resource === resource)) {
      const answered = await answerTo(call);
      if (!isHonest(answered, call)) wrong.push({ call, answered });
    }
    expect(wrong).toEqual([]);
  });

  it("by a route of its own: a word in its address is never taken for an id", () => {
    const router = new Router(API);
    const mistaken = CALLS.filter(({ method, pattern }) => {
      const found = router.match(method, pattern.replaceAll(":id", "none"));
      return found !== null && namesLeftOut(found.route.pattern) !== pattern;
    });
    expect(mistaken).toEqual([]);
  });
});

/** What is missing of the resources that are imitated; of accounts (Connect) only reading the own one is not. */
const LEFT_OUT = [
  "POST /v1/charges",
  "GET /v1/customers/:id/cash_balance",
  "POST /v1/customers/:id/cash_balance",
  "GET /v1/customers/:id/cash_balance_transactions",
  "GET /v1/customers/:id/cash_balance_transactions/:id",
  "POST /v1/customers/:id/funding_instructions",
  "GET /v1/customers/:id/sources",
  "POST /v1/customers/:id/sources",
  "GET /v1/customers/:id/sources/:id",
  "POST /v1/customers/:id/sources/:id",
  "DELETE /v1/customers/:id/sources/:id",
  "POST /v1/customers/:id/sources/:id/verify",
  "DELETE /v1/customers/:id/tax_ids/:id",
  "GET /v1/customers/:id/tax_ids/:id",
  "GET /v1/customers/:id/tax_ids",
  "POST /v1/customers/:id/tax_ids",
  "POST /v1/invoices/:id/attach_payment",
  "POST /v1/payment_intents/:id/apply_customer_balance",
  "POST /v1/payment_intents/:id/increment_authorization",
  "POST /v1/payment_intents/:id/verify_microdeposits",
  "GET /v1/payment_intents/:id/amount_details_line_items",
  "DELETE /v1/products/:id/features/:id",
  "GET /v1/products/:id/features/:id",
  "GET /v1/products/:id/features",
  "POST /v1/products/:id/features",
  "POST /v1/setup_intents/:id/verify_microdeposits",
  "POST /v1/subscriptions/:id/migrate",
];

describe("every parameter of the SDK is read, or refused by its name, because to ignore it would be a guess", () => {
  const router = new Router(API);
  const answered = CALLS.filter(({ method, pattern }) => router.match(method, pattern) !== null);

  it.each([...new Set(answered.map((call) => call.resource))])("%s", async (resource) => {
    const unknown = [];
    for (const { method, pattern, params } of answered.filter((call) => call.resource === resource)) {
      for (const name of params) {
        const { message } = await answerTo({ method, pattern }, `${name}=x`);
        if (message.startsWith("Received unknown parameter")) unknown.push(`${method} ${pattern}: ${name}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});

describe("the resources that are imitated", () => {
  it("lack these methods and no others", () => {
    const router = new Router(API);
    const isKnown = ({ method, pattern }: SdkCall) => router.match(method, pattern) !== null;
    const imitated = new Set(CALLS.filter(isKnown).map((call) => call.resource));
    const lacking = CALLS.filter(
      (call) => imitated.has(call.resource) && call.resource !== "Accounts" && !isKnown(call),
    );
    expect(lacking.map(({ method, pattern }) => `${method} ${pattern}`)).toEqual(LEFT_OUT);
  });
});
