import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile({ emptyAccount: true });

async function people() {
  const { stripe } = account();
  const make = (email: string, name: string, metadata: Record<string, string> = {}) =>
    stripe.customers.create({ email, name, metadata });
  await make("ada@example.com", "Ada Lovelace", { team: "red", "it's": "odd" });
  await make("alan@example.org", "Alan Turing", { team: "blue" });
  await make("grace@example.com", "Grace Hopper");
  const names = async (query: string) => (await stripe.customers.search({ query })).data.map((row) => row.name);
  return { stripe, names };
}

describe("searching", () => {
  it("finds whole values without regard to case, newest first", async () => {
    const { names } = await people();
    expect(await names("email:'ADA@example.com'")).toEqual(["Ada Lovelace"]);
    expect(await names("email:'ada'")).toEqual([]);
    expect(await names("created>1")).toEqual(["Grace Hopper", "Alan Turing", "Ada Lovelace"]);
  });

  it("finds parts of texts by ~", async () => {
    const { names } = await people();
    expect(await names('email~"example.com"')).toEqual(["Grace Hopper", "Ada Lovelace"]);
  });

  it("finds by metadata, also by its absence", async () => {
    const { names } = await people();
    expect(await names("metadata['team']:'red'")).toEqual(["Ada Lovelace"]);
    expect(await names('metadata["team"]:null')).toEqual(["Grace Hopper"]);
    expect(await names("-metadata['team']:null")).toEqual(["Alan Turing", "Ada Lovelace"]);
    expect(await names("metadata['it\\'s']:'odd'")).toEqual(["Ada Lovelace"]);
  });

  it("joins clauses by AND (or a space) or by OR, never both", async () => {
    const { stripe, names } = await people();
    expect(await names("email~'example.com' AND metadata['team']:'red'")).toEqual(["Ada Lovelace"]);
    expect(await names("email~'example.com' metadata['team']:'red'")).toEqual(["Ada Lovelace"]);
    expect(await names("name:'Alan Turing' OR metadata['team']:'red'")).toEqual(["Alan Turing", "Ada Lovelace"]);
    const mixed = stripe.customers.search({ query: "name:'a' OR name:'b' AND name:'c'" });
    expect(await refusal(mixed)).toMatchObject({ statusCode: 400, param: "query" });
  });

  it("refuses what it cannot read and fields that the resource has not", async () => {
    const { stripe } = await people();
    for (const query of ["email", "colour:'red'", "status>'a'", "name~'ab'", ""]) {
      expect(await refusal(stripe.customers.search({ query }))).toMatchObject({ statusCode: 400 });
    }
  });

  it("gives pages with a cursor that the library follows", async () => {
    const { stripe } = await people();
    const first = await stripe.customers.search({ query: "created>1", limit: 2, expand: ["total_count"] });
    expect(first).toMatchObject({ object: "search_result", has_more: true, total_count: 3 });
    const second = await stripe.customers.search({ query: "created>1", limit: 2, page: first.next_page ?? "" });
    expect(second).toMatchObject({ has_more: false, next_page: null });
    expect(second.data.map((row) => row.name)).toEqual(["Ada Lovelace"]);
    const all = await stripe.customers.search({ query: "created>1", limit: 1 }).autoPagingToArray({ limit: 10 });
    expect(all).toHaveLength(3);
  });

  it("covers every resource that Stripe lets search", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const only = async (found: Promise<{ data: { id: string }[] }>) => (await found).data.map((row) => row.id);
    expect(await only(stripe.subscriptions.search({ query: "status:'active'" }))).toEqual([subscription.id]);
    expect(await only(stripe.invoices.search({ query: `subscription:'${subscription.id}' AND total>=1000` }))).toEqual([
      subscription.latest_invoice,
    ]);
    expect(await only(stripe.prices.search({ query: `product:'${price.product}' AND active:'true'` }))).toEqual([
      price.id,
    ]);
    expect(await only(stripe.products.search({ query: "name~'Pro'" }))).toEqual([price.product]);
    expect(await only(stripe.paymentIntents.search({ query: "status:'succeeded' AND amount:1000" }))).toHaveLength(1);
    const byCard = "payment_method_details.card.last4:4242 AND refunded:'false'";
    expect(await only(stripe.charges.search({ query: byCard }))).toHaveLength(1);
  });
});
