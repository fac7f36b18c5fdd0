import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aClock, aCustomer, aPrice, itemOf, latestInvoice, sandboxForFile, seconds } from "./sandbox";

const account = sandboxForFile();

/** A subscription of 31 days (August), moved to its tenth day: 21 of 31 days are left. */
async function onDayTen(unitAmount: number, quantity = 1) {
  const { stripe } = account();
  const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
  const customer = await aCustomer(stripe, { clock: clock.id });
  const product = (await stripe.products.create({ name: "Pro" })).id;
  const price = await aPrice(stripe, unitAmount, { product });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity }],
  });
  await clock.advance("2026-08-11T00:00:00Z");
  return { stripe, clock, customer, product, subscription, item: itemOf(subscription).id };
}

const amounts = (invoice: Stripe.Invoice) => invoice.lines.data.map((line) => line.amount);

describe("proration to the second and the cent", () => {
  it("credits and debits the rest of the period on an upgrade (1900 to 4900 with 21 of 31 days left: 2032)", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-1287, 3319]);
    expect(invoice).toMatchObject({ total: 2032, status: "paid", billing_reason: "subscription_update" });
    expect(invoice.lines.data.map((line) => line.description)).toEqual([
      "Unused time on Pro after 11 Aug 2026",
      "Remaining time on Pro after 11 Aug 2026",
    ]);
    expect(invoice.lines.data[0]?.pricing?.unit_amount_decimal).toBeNull();
  });

  it("adds pending prorations to the renewal (2032 + 4900 = 6932), pending lines first", async () => {
    const { stripe, clock, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: bigger.id }] });
    await clock.advance("2026-09-01T02:00:00Z");
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-1287, 3319, 4900]);
    expect(invoice).toMatchObject({ total: 6932, status: "paid", billing_reason: "subscription_cycle" });
  });

  it("prorates added seats (1 to 3 of 1000: 1355)", async () => {
    const { stripe, subscription, item } = await onDayTen(1000);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 3 }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-677, 2032]);
    expect(invoice.total).toBe(1355);
  });

  it("keeps a downgrade's credit on the customer's balance and never pays it back to the card", async () => {
    const { stripe, clock, customer, product, subscription, item } = await onDayTen(4900);
    const smaller = await aPrice(stripe, 1900, { product });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: smaller.id }],
      proration_behavior: "always_invoice",
    });
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: -2032, amount_due: 0, status: "paid" });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -2032 });
    await clock.advance("2026-09-01T02:00:00Z");
    const renewal = await latestInvoice(stripe, subscription.id);
    expect(renewal).toMatchObject({ total: 1900, starting_balance: -2032, amount_due: 0, ending_balance: -132 });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -132 });
  });

  it("includes a percentage coupon in proration lines and names it, as in a recorded invoice", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2025-08-22T06:06:40Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const product = (await stripe.products.create({ name: "Pro" })).id;
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
    const tax = await stripe.taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
    const price = await aPrice(stripe, 5000, { product });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      discounts: [{ coupon: coupon.id }],
      default_tax_rates: [tax.id],
    });
    await clock.advance("2025-08-29T06:06:40Z");
    const bigger = await aPrice(stripe, 20_000, { product });
    await stripe.subscriptions.update(subscription.id, { items: [{ id: itemOf(subscription).id, price: bigger.id }] });
    await clock.advance("2025-09-22T08:06:40Z");
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-1935, 7742, 20_000]);
    expect(invoice.lines.data[0]?.description).toContain("(with 50.0% off)");
    expect(invoice.lines.data.map((line) => line.discountable)).toEqual([false, false, true]);
    expect(invoice.subtotal).toBe(25_807);
    expect(invoice.total_taxes?.[0]?.amount).toBe(3161);
    expect(invoice.total).toBe(18_968);
  });

  it("keeps the anchor when a flexible subscription changes its interval (1000 a month to 12000 a year: 10994)", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1000);
    const yearly = await aPrice(stripe, 12_000, { product, interval: "year" });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: yearly.id }],
      proration_behavior: "always_invoice",
    });
    expect(changed.billing_cycle_anchor).toBe(subscription.billing_cycle_anchor);
    expect(itemOf(changed).current_period_end).toBe(seconds("2027-08-01T00:00:00Z"));
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-677, 11_671]);
  });

  it("bills a full new period when the anchor is reset to now", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1000);
    const yearly = await aPrice(stripe, 12_000, { product, interval: "year" });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: yearly.id }],
      billing_cycle_anchor: { type: "now" },
      proration_behavior: "always_invoice",
    });
    expect(changed.billing_cycle_anchor).toBe(seconds("2026-08-11T00:00:00Z"));
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-677, 12_000]);
    expect(invoice.lines.data[1]?.parent?.subscription_item_details?.proration).toBe(false);
  });

  it("points a credit at the line that it credits", async () => {
    const { stripe, subscription, item } = await onDayTen(1000);
    const first = await latestInvoice(stripe, subscription.id);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(invoice.lines.data[0]?.parent?.subscription_item_details?.proration_details?.credited_items).toEqual({
      invoice: first.id,
      invoice_line_items: [first.lines.data[0]?.id],
    });
  });

  it("bills nothing with proration_behavior none", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "none",
    });
    expect(changed.latest_invoice).toBe(subscription.latest_invoice);
    expect((await stripe.invoiceItems.list({ pending: true })).data).toHaveLength(0);
  });

  it("resets the quantity to 1 when only the price is changed", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1000, 3);
    const other = await aPrice(stripe, 2000, { product });
    const changed = await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: other.id }] });
    expect(itemOf(changed).quantity).toBe(1);
  });

  it("adds an item when no item id is given", async () => {
    const { stripe, subscription } = await onDayTen(1000);
    const extra = await aPrice(stripe, 500, { name: "Seats" });
    const changed = await stripe.subscriptions.update(subscription.id, { items: [{ price: extra.id }] });
    expect(changed.items.data).toHaveLength(2);
  });
});

describe("previewing a change", () => {
  it("comes to the same cents as the update with the same proration_date", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    const at = seconds("2026-08-11T00:00:00Z");
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: {
        items: [{ id: item, price: bigger.id }],
        proration_behavior: "always_invoice",
        proration_date: at,
      },
    });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "always_invoice",
      proration_date: at,
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(preview)).toEqual(amounts(invoice));
    expect(preview.amount_due).toBe(invoice.amount_due);
  });

  it("includes the next period unless the change is invoiced at once", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item, price: bigger.id }] },
    });
    expect(amounts(preview)).toEqual([-1287, 3319, 4900]);
    expect(preview.billing_reason).toBe("upcoming");
  });

  it("changes nothing", async () => {
    const { stripe, product, subscription, item } = await onDayTen(1900);
    const bigger = await aPrice(stripe, 4900, { product });
    await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items: [{ id: item, price: bigger.id }], proration_behavior: "always_invoice" },
    });
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).price.unit_amount).toBe(1900);
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  it("shows the first invoice of a subscription that does not exist yet", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await aPrice(stripe, 1900);
    const preview = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: price.id, quantity: 2 }] },
    });
    expect(preview).toMatchObject({ total: 3800, amount_due: 3800 });
  });
});

describe("a change that must be paid first (pending_if_incomplete)", () => {
  it("waits in pending_update when the card is declined and applies once its invoice is paid", async () => {
    const { stripe, customer, product, subscription, item } = await onDayTen(1900);
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
    const bigger = await aPrice(stripe, 4900, { product });
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
    });
    expect(pending.status).toBe("active");
    expect(itemOf(pending).price.unit_amount).toBe(1900);
    expect(pending.pending_update?.subscription_items?.[0]?.price.unit_amount).toBe(4900);
    await stripe.invoices.pay(String(pending.latest_invoice), { payment_method: "pm_card_visa" });
    const applied = await stripe.subscriptions.retrieve(subscription.id);
    expect(applied.pending_update).toBeNull();
    expect(itemOf(applied).price.unit_amount).toBe(4900);
    const types = (await stripe.events.list({ limit: 10 })).data.map((event) => event.type);
    expect(types).toContain("customer.subscription.pending_update_applied");
  });

  it("is dropped and its invoice voided when it is not paid within 23 hours", async () => {
    const { stripe, clock, customer, product, subscription, item } = await onDayTen(1900);
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
    const bigger = await aPrice(stripe, 4900, { product });
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
    });
    await clock.advance("2026-08-12T00:00:00Z");
    const dropped = await stripe.subscriptions.retrieve(subscription.id);
    expect(dropped.pending_update).toBeNull();
    expect(itemOf(dropped).price.unit_amount).toBe(1900);
    expect((await stripe.invoices.retrieve(String(pending.latest_invoice))).status).toBe("void");
  });

  it("applies at once but leaves the subscription past due with the default behaviour and a declined card", async () => {
    const { stripe, customer, product, subscription, item } = await onDayTen(1900);
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
    const bigger = await aPrice(stripe, 4900, { product });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: bigger.id }],
      proration_behavior: "always_invoice",
    });
    expect(changed.status).toBe("past_due");
    expect(itemOf(changed).price.unit_amount).toBe(4900);
    await stripe.invoices.pay(String(changed.latest_invoice), { payment_method: "pm_card_visa" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});
