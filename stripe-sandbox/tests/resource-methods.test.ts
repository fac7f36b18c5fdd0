import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, eventTypes, refusal, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();

describe("lists narrow down by what they are asked for", () => {
  it("products and prices", async () => {
    const { stripe } = account();
    const url = "https://example.com/goods";
    const shipped = await stripe.products.create({ name: "Box", shippable: true, url, type: "good" });
    await stripe.products.create({ name: "Advice", shippable: false });
    for (const filter of [{ shippable: true }, { url }, { type: "good" as const }]) {
      expect((await stripe.products.list(filter)).data.map((row) => row.id)).toEqual([shipped.id]);
    }
    const once = await stripe.prices.create({ product: shipped.id, currency: "usd", unit_amount: 500 });
    await aPrice(stripe, 900);
    expect((await stripe.prices.list({ type: "one_time" })).data.map((row) => row.id)).toEqual([once.id]);
    expect((await stripe.prices.list({ recurring: { usage_type: "licensed" } })).data).toHaveLength(1);
  });

  it("subscriptions by price, automatic tax and period", async () => {
    const { stripe } = account();
    const [price, other] = [await aPrice(stripe, 900), await aPrice(stripe, 1900)];
    const customer = await aCustomer(stripe);
    for (const { id } of [price, other]) {
      await stripe.subscriptions.create({ customer: customer.id, items: [{ price: id }] });
    }
    const count = async (filter: object) =>
      (await stripe.subscriptions.list({ customer: customer.id, ...filter })).data.length;
    expect(await count({ price: price.id })).toBe(1);
    expect(await count({ automatic_tax: { enabled: true } })).toBe(0);
    expect(await count({ current_period_end: { gt: seconds("2100-01-01") } })).toBe(0);
    expect(await count({ current_period_start: { lt: seconds("2100-01-01") } })).toBe(2);
  });

  it("invoices by the day they are due, schedules by what became of them", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const due_date = seconds("2100-01-01");
    await stripe.invoices.create({ customer: customer.id, collection_method: "send_invoice", due_date });
    await stripe.invoices.create({ customer: customer.id });
    expect((await stripe.invoices.list({ due_date: { gte: due_date } })).data).toHaveLength(1);
    const price = await aPrice(stripe, 900);
    const phases = [{ items: [{ price: price.id }] }];
    const later = await stripe.subscriptionSchedules.create({ customer: customer.id, start_date: due_date, phases });
    await stripe.subscriptionSchedules.create({ customer: customer.id, start_date: "now", phases });
    const listed = await stripe.subscriptionSchedules.list({ scheduled: true });
    expect(listed.data.map((row) => row.id)).toEqual([later.id]);
    await stripe.subscriptionSchedules.cancel(later.id);
    expect((await stripe.subscriptionSchedules.list({ canceled_at: { gt: 0 } })).data).toHaveLength(1);
  });

  it("tax rates and payment methods", async () => {
    const { stripe } = account();
    const rate = { display_name: "VAT", percentage: 19, inclusive: true, tax_type: "vat" as const };
    const inclusive = await stripe.taxRates.create(rate);
    await stripe.taxRates.create({ ...rate, inclusive: false });
    expect((await stripe.taxRates.list({ inclusive: true })).data.map((row) => row.id)).toEqual([inclusive.id]);
    const moved = await stripe.taxRates.update(inclusive.id, { country: "DE", state: "BE", jurisdiction: "Berlin" });
    expect(moved).toMatchObject({ country: "DE", state: "BE", jurisdiction: "Berlin", tax_type: "vat" });
    const customer = await aCustomer(stripe);
    const [card] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    await stripe.paymentMethods.update(card?.id ?? "", { allow_redisplay: "always" });
    for (const [allow_redisplay, found] of [
      ["always", 1],
      ["limited", 0],
    ] as const) {
      expect((await stripe.paymentMethods.list({ customer: customer.id, allow_redisplay })).data).toHaveLength(found);
    }
  });
});

describe("a customer's balance transactions", () => {
  it("are read, described and found by their invoice", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const made = await stripe.customers.createBalanceTransaction(customer.id, { amount: -500, currency: "usd" });
    const update = { description: "Goodwill", metadata: { by: "support" } };
    await stripe.customers.updateBalanceTransaction(customer.id, made.id, update);
    expect(await stripe.customers.retrieveBalanceTransaction(customer.id, made.id)).toMatchObject(update);
    const price = await aPrice(stripe, 900);
    const { latest_invoice } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const applied = await stripe.customers.listBalanceTransactions(customer.id, { invoice: String(latest_invoice) });
    expect(applied.data).toMatchObject([{ amount: 500, type: "applied_to_invoice" }]);
    const other = await aCustomer(stripe);
    expect((await refusal(stripe.customers.retrieveBalanceTransaction(other.id, made.id))).statusCode).toBe(404);
  });
});

describe("credit notes", () => {
  it("are previewed without a trace, and their memo is changed later", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 900);
    const { latest_invoice } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const invoice = String(latest_invoice);
    const line = (await stripe.invoices.listLineItems(invoice)).data[0]?.id ?? "";
    const wanted = {
      invoice,
      lines: [{ type: "invoice_line_item" as const, invoice_line_item: line, amount: 300 }],
      credit_amount: 300,
    };
    expect(await stripe.creditNotes.preview(wanted)).toMatchObject({ object: "credit_note", amount: 300, invoice });
    expect((await stripe.creditNotes.listPreviewLineItems(wanted)).data).toMatchObject([{ amount: 300 }]);
    const tooMuch = { ...wanted, lines: undefined, amount: 9900, credit_amount: 9900 };
    expect((await refusal(stripe.creditNotes.preview(tooMuch))).statusCode).toBe(400);
    expect((await stripe.creditNotes.list({ invoice })).data).toHaveLength(0);
    expect((await stripe.customers.retrieve(customer.id)) as { balance: number }).toMatchObject({ balance: 0 });

    const note = await stripe.creditNotes.create(wanted);
    const changed = await stripe.creditNotes.update(note.id, { memo: "Late delivery" });
    expect(changed).toMatchObject({ memo: "Late delivery", amount: 300 });
    expect(await eventTypes(stripe)).toContain("credit_note.updated");
  });
});

describe("charges and refunds", () => {
  it("are captured by the charge as by its intent, once", async () => {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 1200,
      currency: "usd",
      capture_method: "manual",
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      confirm: true,
    });
    const charge = String(intent.latest_charge);
    expect(await stripe.charges.capture(charge)).toMatchObject({ captured: true, amount_captured: 1200 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    expect(await refusal(stripe.charges.capture(charge))).toMatchObject({ code: "charge_already_captured" });
  });

  it("are not taken back once the card has them", async () => {
    const { stripe } = account();
    const { id } = await stripe.paymentIntents.create({
      amount: 1200,
      currency: "usd",
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      confirm: true,
    });
    const refund = await stripe.refunds.create({ payment_intent: id });
    expect((await refusal(stripe.refunds.cancel(refund.id))).message).toContain("requires_action");
  });
});
