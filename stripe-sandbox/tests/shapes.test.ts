import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, sandboxForFile } from "./sandbox";
import { answerMisfits } from "./shapes";

const account = sandboxForFile();

async function aSubscription(): Promise<Record<string, unknown>> {
  const owner = account();
  const price = await aPrice(owner.stripe, 1000);
  const customer = await aCustomer(owner.stripe);
  const { id } = await owner.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const response = await fetch(`${owner.url}/v1/subscriptions/${id}?expand[]=latest_invoice.payments`, {
    headers: { authorization: `Bearer ${owner.key}` },
  });
  return response.json();
}

/** A copy of an object in which one field, named by its path, is changed. */
function changed(body: unknown, path: string, change: (owner: Record<string, unknown>, field: string) => void) {
  const copy: Record<string, unknown> = JSON.parse(JSON.stringify(body));
  const steps = path.split(".");
  const field = steps.pop() ?? "";
  const owner = steps.reduce<Record<string, unknown>>((node, step) => Object(node[step]), copy);
  change(owner, field);
  return copy;
}

describe("answers are checked against the SDK's types, because a client reads them by these types", () => {
  it("finds nothing wrong with an answer as it is", async () => {
    expect(answerMisfits(await aSubscription())).toEqual([]);
  });

  it("finds a field that is missing, misnamed, of another type or not among the named values, at any depth", async () => {
    const body = await aSubscription();
    const without = (path: string) => answerMisfits(changed(body, path, (owner, field) => delete owner[field]));
    const withValue = (path: string, value: unknown) =>
      answerMisfits(
        changed(body, path, (owner, field) => {
          owner[field] = value;
        }),
      );

    expect(without("cancel_at")).toEqual(["subscription.cancel_at: missing in Subscription"]);
    expect(without("items.data.0.price.recurring.interval")).toEqual([
      "subscription.items.data[0].price.recurring.interval: missing in Recurring",
    ]);
    expect(withValue("latest_invoice.payment_intent", "pi_1")).toEqual([
      "subscription.latest_invoice.payment_intent: Invoice has no such field",
    ]);
    expect(withValue("latest_invoice.total", "1000")).toEqual([
      'subscription.latest_invoice.total: "1000" is not allowed',
    ]);
    expect(withValue("status", "running")).toEqual(['subscription.status: "running" is not allowed']);
    expect(withValue("customer", null)).toEqual(["subscription.customer: null is not allowed"]);
    expect(withValue("latest_invoice.lines.data.0.period", [])).toEqual([
      "subscription.latest_invoice.lines.data[0].period: a list is not allowed",
    ]);
    expect(withValue("items.data.0.price.unit_amount_decimal", 1000)).toEqual([
      "subscription.items.data[0].price.unit_amount_decimal: 1000 is not allowed",
    ]);
  });

  it("checks the object within an event and only those earlier values that are there", () => {
    const event = {
      id: "evt_1",
      object: "event",
      api_version: "2026-10-28.endive",
      created: 1,
      livemode: false,
      pending_webhooks: 0,
      request: { id: null, idempotency_key: null },
      type: "product.deleted",
      data: { object: { id: "prod_1", object: "product", deleted: true }, previous_attributes: { nam: "Pro" } },
    };
    const problems = answerMisfits(event);
    expect(problems).toContain("event.data.previous_attributes.nam: Product has no such field");
    expect(problems).toContain("event.data.object.active: missing in Product");
  });

  it("checks the bodies of refusals", () => {
    expect(answerMisfits({ error: { type: "card_error", code: "card_declined", declined: true } })).toEqual([
      "error.declined: StripeRawError has no such field",
    ]);
  });
});
