import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aClock, aCustomer, aPrice, itemOf, latestInvoice, sandboxForFile } from "./sandbox";

const account = sandboxForFile();

/** A base fee that covers twenty members, and so much for each member above. */
function enterprise(stripe: Stripe, currency: string, base: number, above: number): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency,
    product_data: { name: "Enterprise", unit_label: "member" },
    recurring: { interval: "month" },
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    tiers: [
      { up_to: 20, flat_amount: base, unit_amount: 0 },
      { up_to: "inf", unit_amount: above },
    ],
  });
}

/** An enterprise subscription that began on 1 August, on a clock. */
async function enterpriseOf(quantity: number, options: { currency?: string; base?: number; above?: number } = {}) {
  const { stripe } = account();
  const { currency = "usd", base = 19_900, above = 1000 } = options;
  const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
  const customer = await aCustomer(stripe, { clock: clock.id });
  const price = await enterprise(stripe, currency, base, above);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity }],
  });
  const id = itemOf(subscription).id;
  const change = async (to: number, behavior: "always_invoice" | "create_prorations" = "always_invoice") => {
    const details = { items: [{ id, quantity: to }], proration_behavior: behavior };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: details,
    });
    await stripe.subscriptions.update(subscription.id, details);
    return preview;
  };
  const latest = () => latestInvoice(stripe, subscription.id);
  return { stripe, clock, customer, price, subscription, item: id, change, latest };
}

const amounts = (invoice: Stripe.Invoice) => invoice.lines.data.map((line) => line.amount);
const texts = (invoice: Stripe.Invoice) => invoice.lines.data.map((line) => line.description);

describe("graduated tiers on an invoice", () => {
  it("are a line for the units of each tier and one for its flat fee, as on recorded invoices", async () => {
    const { latest, item, price } = await enterpriseOf(25);
    const invoice = await latest();
    expect(texts(invoice)).toEqual([
      "20 member × Enterprise (Tier 1 at $0.00 / month)",
      "Enterprise (Tier 1 at $199.00 / month)",
      "5 member × Enterprise (Tier 2 at $10.00 / month)",
    ]);
    expect(amounts(invoice)).toEqual([0, 19_900, 5000]);
    expect(invoice.lines.data.map((line) => line.quantity)).toEqual([20, 0, 5]);
    for (const line of invoice.lines.data) {
      expect(line.parent?.subscription_item_details?.subscription_item).toBe(item);
      expect(line.pricing?.price_details?.price).toBe(price.id);
    }
    expect(invoice.total).toBe(24_900);
  });

  it("that are not reached have no line, and the first tier's fee is owed for nobody as well", async () => {
    const { stripe, customer, price } = await enterpriseOf(18);
    const few = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: price.id, quantity: 18 }] },
    });
    expect(texts(few)).toHaveLength(2);
    const none = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: price.id, quantity: 0 }] },
    });
    expect(amounts(none)).toEqual([0, 19_900]);
  });

  it("show parts of a cent and round each line by itself", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const product = await stripe.products.create({ name: "Usage", unit_label: "credit" });
    const tiers = [
      { up_to: 1000, unit_amount: "0", flat_amount: "900" },
      { up_to: "inf", unit_amount: "3.6" },
    ];
    const price = await stripe.rawRequest("POST", "/v1/prices", {
      currency: "usd",
      product: product.id,
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: tiers.map(({ unit_amount, ...tier }) => ({ ...tier, unit_amount_decimal: unit_amount })),
    });
    const invoice = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: String(Reflect.get(price, "id")), quantity: 1031 }] },
    });
    expect(texts(invoice).at(-1)).toBe("31 credit × Usage (Tier 2 at $0.036 / month)");
    expect(amounts(invoice)).toEqual([0, 900, 112]);
  });

  it("of a free trial are one line", async () => {
    const { stripe, customer, price } = await enterpriseOf(25);
    const trial = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 25 }],
      trial_period_days: 7,
    });
    expect(texts(await latestInvoice(stripe, trial.id))).toEqual(["Free trial for 25 member × Enterprise"]);
  });

  it("share the discount of the invoice line by line", async () => {
    const { stripe, customer, price } = await enterpriseOf(25);
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "once" });
    const preview = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription_details: { items: [{ price: price.id, quantity: 25 }] },
      discounts: [{ coupon: coupon.id }],
    });
    expect(preview.total).toBe(12_450);
  });
});

describe("a credit note for a tier's line", () => {
  it("takes off the flat fee whole and units by their share", async () => {
    const { stripe, latest } = await enterpriseOf(25);
    const invoice = await latest();
    const [, flat, units] = invoice.lines.data.map((line) => line.id);
    const note = await stripe.creditNotes.create({
      invoice: invoice.id,
      lines: [
        { type: "invoice_line_item", invoice_line_item: flat ?? "" },
        { type: "invoice_line_item", invoice_line_item: units ?? "", quantity: 2 },
      ],
      credit_amount: 21_900,
    });
    expect(note.lines.data.map((line) => line.amount)).toEqual([19_900, 2000]);
  });
});

describe("volume tiers on an invoice", () => {
  it("are one line of the tier that the quantity reaches", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const price = await stripe.prices.create({
      currency: "usd",
      product_data: { name: "Seats" },
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "volume",
      tiers: [
        { up_to: 10, unit_amount: 1000 },
        { up_to: "inf", unit_amount: 800 },
      ],
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 29 }],
    });
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(texts(invoice)).toEqual(["29 × Seats (Tier 2 at $8.00 / month)"]);
    expect(amounts(invoice)).toEqual([23_200]);
  });
});

describe("a base fee for twenty members and so much for each one above", () => {
  it("prorates 18 → 25 → 22 members to the cent, previews the same and renews at the new price", async () => {
    const { clock, change, latest, subscription, stripe } = await enterpriseOf(18);
    const first = await latest();
    await clock.advance("2026-08-11T00:00:00Z");
    const up = await change(25);
    expect(amounts(up)).toEqual([-13_481, 16_868]);
    const billed = await latest();
    expect([amounts(billed), billed.total, billed.status]).toEqual([amounts(up), 3387, "paid"]);
    expect(texts(billed)).toEqual([
      "Unused time on 18 × Enterprise after 11 Aug 2026",
      "Remaining time on 25 × Enterprise after 11 Aug 2026",
    ]);
    expect(billed.lines.data[0]?.parent?.subscription_item_details?.proration_details?.credited_items).toEqual({
      invoice: first.id,
      invoice_line_items: [first.lines.data[1]?.id],
    });
    await clock.advance("2026-08-20T00:00:00Z");
    const down = await change(22);
    expect(amounts(down)).toEqual([-9639, 8477]);
    expect((await latest()).total).toBe(-1162);
    await clock.advance("2026-09-01T02:00:00Z");
    expect(await latest()).toMatchObject({ subtotal: 21_900, starting_balance: -1162, amount_paid: 20_738 });
    expect(itemOf(await stripe.subscriptions.retrieve(subscription.id)).quantity).toBe(22);
  });

  it("costs nothing more between 18 and 20 members", async () => {
    const { clock, change, latest } = await enterpriseOf(18);
    await clock.advance("2026-08-11T00:00:00Z");
    await change(20);
    expect((await latest()).total).toBe(0);
  });

  it("replaces a flat plan with all of its members at once", async () => {
    const { stripe, clock, customer, price } = await enterpriseOf(1);
    const pro = await aPrice(stripe, 4900, { name: "Pro" });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: pro.id }] });
    await clock.advance("2026-08-11T00:00:00Z");
    const details = {
      items: [{ id: itemOf(subscription).id, price: price.id, quantity: 25 }],
      proration_behavior: "always_invoice" as const,
    };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: details,
    });
    await stripe.subscriptions.update(subscription.id, details);
    const invoice = await latestInvoice(stripe, subscription.id);
    expect(amounts(invoice)).toEqual([-3319, 16_868]);
    expect(preview.total).toBe(invoice.total);
    await clock.advance("2026-09-01T02:00:00Z");
    expect(amounts(await latestInvoice(stripe, subscription.id))).toEqual([0, 19_900, 5000]);
  });

  it("is the same in yen, which have no cents", async () => {
    const { clock, change, latest } = await enterpriseOf(18, { currency: "jpy", base: 29_800, above: 1500 });
    expect(texts(await latest())[1]).toBe("Enterprise (Tier 1 at ¥29800 / month)");
    await clock.advance("2026-08-11T00:00:00Z");
    expect(amounts(await change(25))).toEqual([-20_187, 25_268]);
    await clock.advance("2026-09-01T02:00:00Z");
    expect(await latest()).toMatchObject({ total: 37_300, amount_paid: 37_300, currency: "jpy" });
  });

  it("is offered in a second currency with tiers of its own", async () => {
    const { stripe } = account();
    const customer = await aCustomer(stripe);
    const tiers = (base: number, above: number) => [
      { up_to: 20, flat_amount: base, unit_amount: 0 },
      { up_to: "inf" as const, unit_amount: above },
    ];
    const price = await stripe.prices.create({
      currency: "usd",
      product_data: { name: "Enterprise" },
      recurring: { interval: "month" },
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: tiers(19_900, 1000),
      currency_options: { eur: { tiers: tiers(18_900, 900) } },
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      currency: "eur",
      items: [{ price: price.id, quantity: 22 }],
    });
    expect(await latestInvoice(stripe, subscription.id)).toMatchObject({ total: 20_700, currency: "eur" });
  });

  it("is what a Checkout session comes to", async () => {
    const { stripe, price } = await enterpriseOf(1);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: "http://localhost:3000/done",
      line_items: [{ price: price.id, quantity: 25 }],
    });
    expect(session.amount_total).toBe(24_900);
    const { data } = await stripe.checkout.sessions.listLineItems(session.id);
    expect(data).toMatchObject([{ amount_total: 24_900, quantity: 25 }]);
  });
});

describe("several changes in one period", () => {
  it("each credit what the one before debited, also while that waits for the renewal", async () => {
    const { clock, change, latest } = await enterpriseOf(18);
    await clock.advance("2026-08-11T00:00:00Z");
    await change(25, "create_prorations");
    await change(18, "create_prorations");
    await clock.advance("2026-09-01T02:00:00Z");
    const invoice = await latest();
    expect(amounts(invoice)).toEqual([-13_481, 16_868, -16_868, 13_481, 0, 19_900]);
    expect(invoice.total).toBe(19_900);
  });

  it("credit a plan only once when the one after it was free", async () => {
    const { stripe } = account();
    const clock = await aClock(stripe, "2026-08-01T00:00:00Z");
    const customer = await aCustomer(stripe, { clock: clock.id });
    const [pro, free] = [await aPrice(stripe, 1900), await aPrice(stripe, 0, { name: "Free" })];
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: pro.id }] });
    await clock.advance("2026-08-11T00:00:00Z");
    const { id } = itemOf(subscription);
    for (const price of [free.id, pro.id]) {
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id, price }],
        proration_behavior: "always_invoice",
      });
    }
    expect((await latestInvoice(stripe, subscription.id)).total).toBe(1287);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: 0 });
  });
});
