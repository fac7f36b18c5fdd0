import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, refusal, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

async function aDraft(amounts: number[] = [1000]) {
  const { stripe } = account();
  const customer = await aCustomer(stripe);
  const invoice = await stripe.invoices.create({ customer: customer.id, currency: "usd" });
  const items = [];
  for (const amount of amounts) {
    items.push(
      await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount, currency: "usd" }),
    );
  }
  return { stripe, customer, invoice, items, now: () => stripe.invoices.retrieve(invoice.id) };
}

describe("an invoice item that is not billed can be changed", () => {
  it("by what is sent alone, while it waits for an invoice", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once" });
    const made = await stripe.invoiceItems.create({
      customer: customer.id,
      currency: "usd",
      unit_amount_decimal: Stripe.Decimal.from("500"),
      quantity: 2,
      metadata: { order: "1", note: "x" },
    });
    const changed = await stripe.invoiceItems.update(made.id, {
      quantity: 3,
      description: "Seats",
      metadata: { note: "" },
    });
    expect(changed).toMatchObject({ amount: 1500, quantity: 3, description: "Seats", metadata: { order: "1" } });
    expect(changed.metadata).not.toHaveProperty("note");
    const repriced = await stripe.invoiceItems.update(made.id, { amount: 2000, discounts: [{ coupon: coupon.id }] });
    expect(repriced).toMatchObject({ amount: 2000, description: "Seats", invoice: null });
    expect(repriced.discounts).toHaveLength(1);
    const invoice = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect(invoice).toMatchObject({ subtotal: 2000, total: 1800 });
  });

  it("in its draft, which is added up again", async () => {
    const { stripe, items, now } = await aDraft([1000, 300]);
    await stripe.invoiceItems.update(items[0]?.id ?? "", { amount: 700 });
    expect(await now()).toMatchObject({ total: 1000, amount_due: 1000 });
    await stripe.invoiceItems.del(items[1]?.id ?? "");
    expect((await now()).lines.data.map((line) => line.amount)).toEqual([700]);
  });

  it("no longer once its invoice is final, because that is what was billed", async () => {
    const { stripe, invoice, items } = await aDraft();
    await stripe.invoices.finalizeInvoice(invoice.id ?? "");
    const id = items[0]?.id ?? "";
    for (const attempt of [stripe.invoiceItems.update(id, { amount: 1 }), stripe.invoiceItems.del(id)]) {
      expect(await refusal(attempt)).toMatchObject({ statusCode: 400, code: "invoice_not_editable" });
    }
  });

  it("and is listed by its date", async () => {
    const { stripe, customer } = await aDraft();
    const soon = Math.floor(Date.now() / 1000) + 3600;
    const dated = (created: { gt?: number; lt?: number }) =>
      stripe.invoiceItems.list({ customer: customer.id, created });
    expect((await dated({ lt: soon })).data).toHaveLength(1);
    expect((await dated({ gt: soon })).data).toHaveLength(0);
  });
});

describe("the lines of a draft", () => {
  it("are added, with new amounts or with items that wait", async () => {
    const { stripe, customer, invoice } = await aDraft();
    const waiting = await stripe.invoiceItems.create({ customer: customer.id, amount: 250, currency: "usd" });
    const changed = await stripe.invoices.addLines(invoice.id ?? "", {
      lines: [{ invoice_item: waiting.id }, { amount: 50, description: "Fee" }],
      invoice_metadata: { round: "2" },
    });
    expect(changed).toMatchObject({ total: 1300, metadata: { round: "2" } });
    expect(changed.lines.data.map((line) => line.description)).toEqual([null, null, "Fee"]);
  });

  it("are changed together or alone, and their items with them", async () => {
    const { stripe, invoice, items, now } = await aDraft([1000, 300]);
    const [one, other] = (await now()).lines.data;
    const id = invoice.id ?? "";
    await stripe.invoices.updateLines(id, { lines: [{ id: one?.id ?? "", amount: 900 }] });
    const line = await stripe.invoices.updateLineItem(id, other?.id ?? "", { amount: 200, description: "Less" });
    expect(line).toMatchObject({ id: other?.id, amount: 200, description: "Less" });
    expect((await now()).total).toBe(1100);
    expect(await stripe.invoiceItems.retrieve(items[1]?.id ?? "")).toMatchObject({ amount: 200, description: "Less" });
  });

  it("are taken off with their items, or leave these for another invoice", async () => {
    const { stripe, invoice, items, now } = await aDraft([1000, 300, 20]);
    const [one, other] = (await now()).lines.data;
    const changed = await stripe.invoices.removeLines(invoice.id ?? "", {
      lines: [
        { id: one?.id ?? "", behavior: "delete" },
        { id: other?.id ?? "", behavior: "unassign" },
      ],
    });
    expect(changed.total).toBe(20);
    expect((await refusal(stripe.invoiceItems.retrieve(items[0]?.id ?? ""))).statusCode).toBe(404);
    expect((await stripe.invoiceItems.retrieve(items[1]?.id ?? "")).invoice).toBeNull();
  });

  it("stay as they are once the invoice is final", async () => {
    const { stripe, invoice } = await aDraft();
    const id = invoice.id ?? "";
    await stripe.invoices.finalizeInvoice(id);
    const error = await refusal(stripe.invoices.addLines(id, { lines: [{ amount: 1 }] }));
    expect(error).toMatchObject({ statusCode: 400, code: "invoice_not_editable" });
  });
});
