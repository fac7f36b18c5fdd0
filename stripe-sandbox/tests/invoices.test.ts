import { describe, expect, it } from "vitest";
import { findHostedInvoice, payHostedInvoice } from "../checkout/hosted-invoice";
import { aCustomer, aPrice, eventTypes, latestInvoice, refusal, sandboxForFile, typed } from "./sandbox";

const account = sandboxForFile();
const BACK = "http://localhost:3000/back";

describe("invoices of one's own", () => {
  it("collect pending items, are numbered when finalised, and are paid", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    await stripe.invoiceItems.create({
      customer: customer.id,
      amount: 1000,
      currency: "usd",
      description: "Setup fee",
    });
    const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect(draft).toMatchObject({
      status: "draft",
      number: null,
      hosted_invoice_url: null,
      total: 1000,
      billing_reason: "manual",
      parent: null,
      ending_balance: null,
    });
    const paid = await stripe.invoices.pay(draft.id ?? "");
    expect(paid).toMatchObject({
      status: "paid",
      amount_paid: 1000,
      number: `${customer.invoice_prefix}-0001`,
      attempt_count: 1,
    });
  });

  it("answer 402 when their card declines and 400 when they are paid already", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_chargeCustomerFail" });
    await stripe.invoiceItems.create({ customer: customer.id, amount: 1000, currency: "usd" });
    const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect(await refusal(stripe.invoices.pay(draft.id ?? ""))).toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
    await stripe.invoices.pay(draft.id ?? "", { payment_method: "pm_card_visa" });
    expect((await refusal(stripe.invoices.pay(draft.id ?? ""))).statusCode).toBe(400);
  });

  it("are voided only while open", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    await stripe.invoiceItems.create({ customer: customer.id, amount: 1000, currency: "usd" });
    const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect((await refusal(stripe.invoices.voidInvoice(draft.id ?? ""))).statusCode).toBe(400);
    await stripe.invoices.finalizeInvoice(draft.id ?? "");
    expect((await stripe.invoices.voidInvoice(draft.id ?? "")).status).toBe("void");
  });

  it("are paid on their hosted page", async () => {
    const { stripe, world } = account();
    const customer = await aCustomer(stripe, { card: "pm_card_chargeCustomerFail" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(findHostedInvoice(world, invoice.id ?? "")).toMatchObject({ status: "open", amountRemainingMinor: 1000 });
    expect(await payHostedInvoice(world, invoice.id ?? "", { card: typed("4000000000009995") })).toMatchObject({
      kind: "declined",
    });
    expect(await payHostedInvoice(world, invoice.id ?? "", { card: typed("4242424242424242") })).toMatchObject({
      kind: "complete",
    });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("are found by the payment intent that paid them", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const [intent] = (await stripe.paymentIntents.list({ customer: customer.id })).data;
    const payments = await stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: intent?.id ?? "" },
      status: "paid",
    });
    expect(payments.data[0]?.invoice).toBe(subscription.latest_invoice);
    expect(intent?.description).toBe("Subscription creation");
  });

  it("carry totals below the minimum charge over to the balance", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    await stripe.invoiceItems.create({ customer: customer.id, amount: 20, currency: "usd" });
    const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect(await stripe.invoices.pay(draft.id ?? "")).toMatchObject({
      status: "paid",
      amount_due: 0,
      ending_balance: 20,
    });
  });
});

describe("refunds, disputes and credit notes", () => {
  async function charged(card = "pm_card_visa") {
    const { stripe } = account();
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: "usd",
      confirm: true,
      payment_method: card,
      return_url: BACK,
    });
    return { stripe, charge: String(intent.latest_charge), intent };
  }

  it("refund in parts until nothing is left", async () => {
    const { stripe, charge } = await charged();
    await stripe.refunds.create({ charge, amount: 500 });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 500, refunded: false });
    await stripe.refunds.create({ charge });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 2000, refunded: true });
    expect((await refusal(stripe.refunds.create({ charge }))).code).toBe("charge_already_refunded");
  });

  it("tell of a refund in Stripe's four events", async () => {
    const { stripe, charge } = await charged();
    const before = (await eventTypes(stripe)).length;
    await stripe.refunds.create({ charge });
    expect((await eventTypes(stripe)).slice(before)).toEqual([
      "refund.created",
      "charge.refunded",
      "refund.updated",
      "charge.refund.updated",
    ]);
  });

  it("let a refund fail later for its test card", async () => {
    const { stripe, charge } = await charged("pm_card_refundFail");
    const refund = await stripe.refunds.create({ charge });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe("failed");
    expect((await stripe.charges.retrieve(charge)).refunded).toBe(false);
  });

  it("open a dispute for its test card, which evidence decides", async () => {
    const { stripe, charge } = await charged("pm_card_createDispute");
    const [dispute] = (await stripe.disputes.list({ charge })).data;
    expect(dispute).toMatchObject({ status: "needs_response", reason: "fraudulent", amount: 2000 });
    const won = await stripe.disputes.update(dispute?.id ?? "", {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    expect(won.status).toBe("won");
    expect((await eventTypes(stripe)).slice(-2)).toEqual(["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
  });

  it("credit a paid invoice to the balance or the card", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await aPrice(stripe, 1000)).id }],
    });
    const note = await stripe.creditNotes.create({
      invoice: String(subscription.latest_invoice),
      amount: 600,
      credit_amount: 200,
      refund_amount: 400,
    });
    expect(note).toMatchObject({ status: "issued", type: "post_payment", amount: 600 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -200 });
    expect((await stripe.refunds.list()).data[0]?.amount).toBe(400);
  });
});
