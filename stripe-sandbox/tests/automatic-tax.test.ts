import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, itemOf, latestInvoice, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

async function taxed(options: { country?: string; exempt?: "exempt" | "reverse"; inclusive?: boolean } = {}) {
  const { stripe } = account();
  const customer = await aCustomer(stripe);
  await stripe.customers.update(customer.id, {
    address: { country: options.country ?? "DE" },
    ...(options.exempt ? { tax_exempt: options.exempt } : {}),
  });
  const price = await aPrice(stripe, 11_900);
  if (options.inclusive) await stripe.prices.update(price.id, { tax_behavior: "inclusive" });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    automatic_tax: { enabled: true },
  });
  return { stripe, customer, price, subscription, invoice: await latestInvoice(stripe, subscription.id) };
}

describe("automatic tax", () => {
  it("adds the standard rate of the customer's country", async () => {
    const { subscription, invoice } = await taxed();
    expect(subscription.automatic_tax).toMatchObject({ enabled: true, liability: { type: "self" } });
    expect(invoice).toMatchObject({
      automatic_tax: { enabled: true, status: "complete" },
      subtotal: 11_900,
      total: 14_161,
      total_excluding_tax: 11_900,
    });
    expect(invoice.total_taxes).toMatchObject([{ amount: 2261, tax_behavior: "exclusive", taxable_amount: 11_900 }]);
  });

  it("is contained in prices that include it", async () => {
    const { invoice } = await taxed({ inclusive: true });
    expect(invoice).toMatchObject({ total: 11_900, total_excluding_tax: 10_000 });
  });

  it("is not collected from exempt customers nor where there is none to collect", async () => {
    for (const options of [{ exempt: "exempt" }, { exempt: "reverse" }, { country: "US" }] as const) {
      expect((await taxed(options)).invoice.total).toBe(11_900);
    }
  });

  it("is given back with the line that a credit note takes off", async () => {
    const { stripe, invoice } = await taxed();
    const line = invoice.lines.data[0]?.id ?? "";
    const lines = [{ type: "invoice_line_item" as const, invoice_line_item: line, amount: 5950 }];
    const note = await stripe.creditNotes.create({ invoice: invoice.id, lines, credit_amount: 7081 });
    expect(note).toMatchObject({ amount: 7081, subtotal: 5950, total: 7081 });
    expect(note.lines.data).toMatchObject([{ amount: 5950, invoice_line_item: line, taxes: [{ amount: 1131 }] }]);
    const again = stripe.creditNotes.create({
      invoice: invoice.id,
      lines: [{ ...lines[0], amount: 6000 }] as typeof lines,
    });
    expect(await refusal(again)).toMatchObject({ statusCode: 400, param: "lines[0][amount]" });
  });

  it("is within or on top of an invoice item's amount, as its tax_behavior says", async () => {
    const { stripe, customer } = await taxed();
    const totals = [];
    for (const tax_behavior of ["inclusive", "exclusive"] as const) {
      const draft = await stripe.invoices.create({ customer: customer.id, automatic_tax: { enabled: true } });
      await stripe.invoiceItems.create({
        customer: customer.id,
        invoice: draft.id,
        amount: 11_900,
        currency: "usd",
        tax_behavior,
      });
      const invoice = await stripe.invoices.retrieve(draft.id);
      totals.push([invoice.total, invoice.total_excluding_tax]);
    }
    expect(totals).toEqual([
      [11_900, 10_000],
      [14_161, 11_900],
    ]);
  });

  it("says of a customer whether it knows the place and collects there", async () => {
    const { stripe } = account();
    const said = [];
    for (const country of ["DE", "US", null]) {
      const { id } = await stripe.customers.create(country ? { address: { country } } : {});
      const customer = await stripe.customers.retrieve(id, { expand: ["tax"] });
      said.push("tax" in customer ? customer.tax?.automatic_tax : null);
    }
    expect(said).toEqual(["supported", "not_collecting", "unrecognized_location"]);
  });

  it("needs to know where the customer is", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1000);
    const call = stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      automatic_tax: { enabled: true },
    });
    expect(await refusal(call)).toMatchObject({ statusCode: 400, code: "customer_tax_location_invalid" });
  });

  it("is in the preview and in prorations alike", async () => {
    const { stripe, price, subscription } = await taxed();
    const item = itemOf(subscription);
    const larger = await aPrice(stripe, 21_900, { product: String(price.product) });
    const details = {
      items: [{ id: item.id, price: larger.id }],
      proration_behavior: "always_invoice" as const,
      proration_date: item.current_period_start,
    };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: details,
    });
    expect(preview.total).toBe(11_900);
    await stripe.subscriptions.update(subscription.id, details);
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(preview.total);
  });
});
