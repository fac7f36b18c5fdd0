import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, sandboxForFile } from "../../tests/sandbox";
import { locales } from "../shared/i18n";
import { de } from "../shared/messages/de";
import { en } from "../shared/messages/en";
import { es } from "../shared/messages/es";
import { addressOf, cardOf, challengeOf, open, send } from "./browser";

const account = sandboxForFile();
const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

async function aCheckout(locale: "de" | "es" | "en") {
  const owner = account();
  const { stripe } = owner;
  const price = await aPrice(stripe, 2000);
  const coupon = await stripe.coupons.create({ percent_off: 12.5, duration: "repeating", duration_in_months: 3 });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "FALL" });
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: (await aCustomer(stripe, { card: null })).id,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "http://localhost:3000/done",
    allow_promotion_codes: true,
    locale,
  });
  return { ...owner, address: addressOf(session.url) };
}

describe("a customer reads one language from the first page to the last", () => {
  it("every text has the places of its English one in every language, so that no amount is lost", () => {
    expect(locales).toEqual(["en", "es", "de"]);
    for (const table of [de, es]) {
      const texts = new Map<string, string>(Object.entries(table));
      for (const [key, text] of Object.entries(en))
        expect([key, placesOf(texts.get(key) ?? "")]).toEqual([key, placesOf(text)]);
    }
  });

  it.each([
    ["en", "12.5% off for 3 months"],
    ["es", "12,5 % de descuento durante 3 meses"],
    ["de", "12,5 % Rabatt für 3 Monate"],
  ] as const)("names a discount and a refused code in %s", async (locale, discount) => {
    const { address } = await aCheckout(locale);
    const refused = await send(`${address}/promotion`, { promotion_code: "NOPE" });
    const said = {
      en: "This code is invalid.",
      es: es["checkout.promotionInvalid"],
      de: de["checkout.promotionInvalid"],
    };
    expect(refused).toMatchObject({ kind: "refused", message: said[locale] });
    await send(`${address}/promotion`, { promotion_code: "FALL" });
    expect((await open(address)).text.replace(/\u00a0/g, " ")).toContain(discount);
  });

  it("the bank's challenge speaks the checkout's language, whatever the browser's", async () => {
    const { address } = await aCheckout("es");
    const challenge = challengeOf(await send(address, cardOf("4000002760003184")));
    expect((await open(challenge, { "accept-language": "de" })).text).toContain('lang="es"');
  });

  it("an invoice and its PDF speak the language that the customer prefers", async () => {
    const { stripe } = account();
    const customer = await stripe.customers.create({ email: "jenny@example.com", preferred_locales: ["de"] });
    await stripe.invoiceItems.create({ customer: customer.id, amount: 4200, currency: "eur" });
    const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    const invoice = await stripe.invoices.finalizeInvoice(draft.id);
    const { text } = await open(addressOf(invoice.hosted_invoice_url), { "accept-language": "en" });
    expect(text).toContain('lang="de"');
    expect(text.replace(/\u00a0/g, " ")).toContain("42,00 €");
  });
});
