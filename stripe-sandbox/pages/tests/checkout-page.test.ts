import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { aCustomer, aPrice, sandboxForFile } from "../../tests/sandbox";
import { addressOf, cardOf, challengeOf, open, send, submit } from "./browser";

const account = sandboxForFile();

async function aCheckout(options: Partial<Stripe.Checkout.SessionCreateParams> = {}, card: string | null = null) {
  const owner = account();
  const price = await aPrice(owner.stripe, 4900);
  const customer = await aCustomer(owner.stripe, { card });
  const session = await owner.stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "http://localhost:3000/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://localhost:3000/pricing",
    ...options,
  });
  const status = async () => (await owner.stripe.checkout.sessions.retrieve(session.id)).status;
  return { ...owner, customer, session, status, address: addressOf(session.url) };
}

describe("the checkout page", () => {
  it("shows what is bought, what is due and labelled inputs", async () => {
    const { address } = await aCheckout({ allow_promotion_codes: true });
    const { text } = await open(address);
    for (const part of ["Subscribe to Pro", "$49.00", "Total due today", "jenny@example.com"])
      expect(text).toContain(part);
    const labels = [
      "Email",
      "Card number",
      "Expiry",
      "CVC",
      "Cardholder name",
      "Country",
      "Postal code",
      "Promotion code",
    ];
    for (const label of labels) expect(text).toMatch(new RegExp(`<label for="field-[a-z_]+">${label}</label>`));
    expect(text).toContain('data-testid="hosted-payment-submit"');
    expect(text).toContain('href="http://localhost:3000/pricing"');
    expect(text).toContain("Sandbox — test mode");
  });

  it("runs no inline script and is framed by nobody, because it takes cards", async () => {
    const { address } = await aCheckout();
    const { headers, text } = await open(address);
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    expect(text).not.toMatch(/ style=| on[a-z]+="/);
  });

  it("shows names as text, because a product's name is not markup", async () => {
    const owner = account();
    const price = await aPrice(owner.stripe, 4900, { name: "<img src=x onerror=alert(1)>" });
    const session = await owner.stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://localhost:3000/done",
    });
    const { text } = await open(addressOf(session.url));
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x");
  });

  it("shows what a promotion makes of the price, and the regular one", async () => {
    const owner = await aCheckout({ allow_promotion_codes: true });
    const coupon = await owner.stripe.coupons.create({ percent_off: 20, duration: "once" });
    await owner.stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "LAUNCH20" });
    expect((await open(owner.address)).text).not.toContain("Regular price");
    await send(`${owner.address}/promotion`, { promotion_code: "LAUNCH20" });
    const { text } = await open(owner.address);
    expect(text).toContain("$39.20");
    expect(text).toContain("Regular price: $49.00 per month");
  });

  it("offers the default card first, and the fields of a new one without a script", async () => {
    const { stripe, customer, address } = await aCheckout({}, "pm_card_visa");
    await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    const { text } = await open(address);
    expect(text.match(/name="saved_payment_method"/g)).toHaveLength(3);
    expect(text.indexOf("4242</span>")).toBeLessThan(text.indexOf("4444</span>"));
    expect(text).not.toMatch(/data-new-card[^>]* hidden/);
  });

  it("names trial, interval and what comes after it", async () => {
    const { address } = await aCheckout({ subscription_data: { trial_period_days: 14 } });
    const { text } = await open(address);
    for (const part of ["14 days free", "$49.00 per month", "Start trial"]) expect(text).toContain(part);
  });

  it("speaks the session's language, else the browser's", async () => {
    const german = await open((await aCheckout({ locale: "de" })).address);
    expect(german.text).toContain('lang="de"');
    expect(german.text).toContain("Kartennummer");
    const spanish = await open((await aCheckout()).address, { "accept-language": "fr;q=0.9,es-MX,en" });
    expect(spanish.text).toContain("Número de tarjeta");
  });
});

describe("paying on the checkout page", () => {
  it("completes and leads to the success address", async () => {
    const { address, session, status } = await aCheckout();
    expect(await send(address, cardOf("4242 4242 4242 4242"))).toEqual({
      kind: "complete",
      redirectUrl: `http://localhost:3000/done?session=${session.id}`,
    });
    expect(await status()).toBe("complete");
  });

  it("says why a card was declined, in the customer's language, and stays open for another", async () => {
    const { address, status } = await aCheckout({ locale: "de" });
    expect(await send(address, cardOf("4000000000009995"))).toMatchObject({
      kind: "declined",
      declineCode: "insufficient_funds",
      message: "Ihre Karte ist nicht ausreichend gedeckt.",
    });
    expect(await status()).toBe("open");
    expect(await send(address, cardOf("4242424242424242"))).toMatchObject({ kind: "complete" });
  });

  it("names the wrong field", async () => {
    const { address } = await aCheckout();
    expect(await send(address, cardOf("4242424242424241"))).toMatchObject({ kind: "invalid", field: "number" });
    expect(await send(address, { ...cardOf("4242424242424242"), expiry: "12 / 20" })).toMatchObject({
      field: "expiry",
    });
  });

  it("works without scripts, and keeps what was typed but the card", async () => {
    const { address, session } = await aCheckout({ customer: undefined });
    const refused = await submit(address, { ...cardOf("4000000000000002"), email: "typed@example.com" });
    expect(refused.text).toContain("Your card was declined.");
    expect(refused.text).toContain("typed@example.com");
    expect(refused.text).not.toContain("4000000000000002");
    const paid = await submit(address, { ...cardOf("4242424242424242"), email: "typed@example.com" });
    expect(paid).toMatchObject({ status: 303, location: `http://localhost:3000/done?session=${session.id}` });
  });

  it("takes a saved card", async () => {
    const { stripe, address, customer } = await aCheckout({}, "pm_card_visa");
    expect((await open(address)).text).toContain("Use a new card");
    const [saved] = (await stripe.paymentMethods.list({ customer: customer.id })).data;
    expect(await send(address, { saved_payment_method: saved?.id ?? "" })).toMatchObject({ kind: "complete" });
  });

  it("applies a promotion code and takes it off again", async () => {
    const { stripe, address } = await aCheckout({ allow_promotion_codes: true });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "once" });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "SAVE20" });
    expect(await send(`${address}/promotion`, { promotion_code: "nonsense" })).toMatchObject({ kind: "refused" });
    expect(await send(`${address}/promotion`, { promotion_code: "save20" })).toMatchObject({ kind: "applied" });
    const { text } = await open(address);
    expect(text).toContain("$39.20");
    expect(text).toContain("Remove promotion code SAVE20");
    expect(await submit(`${address}/promotion/remove`, {})).toMatchObject({ status: 303 });
    expect((await open(address)).text).not.toContain("$39.20");
  });

  it("says so when the session has expired, is complete, or never was", async () => {
    const { stripe, address, session } = await aCheckout();
    await stripe.checkout.sessions.expire(session.id);
    expect((await open(address)).text).toContain("This checkout has expired");
    const done = await aCheckout();
    await send(done.address, cardOf("4242424242424242"));
    expect((await open(done.address)).text).toContain("You&#39;re all done here");
    expect((await open(address.replace(session.id, "cs_test_none"))).status).toBe(404);
  });
});

describe("tax on the checkout page, which follows the country before anything is paid", () => {
  const TAXED = { customer: undefined, customer_email: "jenny@example.com", automatic_tax: { enabled: true } };

  it("is announced with the new total as soon as a country is entered", async () => {
    const { address } = await aCheckout(TAXED);
    expect((await open(address)).text).toContain("Follows your country");
    const outcome = await send(`${address}/address`, { country: "DE", postal_code: "10115" });
    expect(outcome).toMatchObject({ kind: "applied", announcement: "Tax $9.31. Total due $58.31." });
    const { text } = await open(address);
    for (const part of ["$9.31", "$58.31", '<option value="DE" selected>', 'value="10115"']) {
      expect(text).toContain(part);
    }
  });

  it("is drawn without scripts too, and what was typed stays", async () => {
    const { address } = await aCheckout({ ...TAXED, customer_email: undefined });
    expect((await open(address)).text).toContain(`formaction="${new URL(address).pathname}/address"`);
    const { text } = await submit(`${address}/address`, { country: "FR", postal_code: "", email: "typed@example.com" });
    for (const part of ["$58.80", "typed@example.com"]) expect(text).toContain(part);
  });

  it("asks for the country at its field, because tax without one would be a guess", async () => {
    const { address, status } = await aCheckout(TAXED);
    const card = { ...cardOf("4242424242424242"), country: "" };
    const refused = await send(address, card);
    expect(refused).toMatchObject({ kind: "invalid", field: "country", message: expect.stringContaining("country") });
    const { text } = await submit(address, card);
    expect(text).toMatch(/id="error-country" aria-live="polite">Choose your country/);
    expect(await status()).toBe("open");
  });

  it("is quoted no longer once the session has ended", async () => {
    const { stripe, address, session } = await aCheckout(TAXED);
    await stripe.checkout.sessions.expire(session.id);
    expect(await send(`${address}/address`, { country: "DE" })).toEqual({ kind: "ended" });
  });
});

describe("a bank's challenge from the checkout page", () => {
  it("pays when it is completed", async () => {
    const { address, session, status } = await aCheckout();
    const challenge = challengeOf(await send(address, cardOf("4000002760003184")));
    const { text } = await open(challenge);
    for (const part of ["Complete authentication", "Fail authentication", "Cancel", "$49.00", "3184"])
      expect(text).toContain(part);
    const answer = await submit(challenge, { outcome: "complete" });
    expect(answer).toMatchObject({ status: 303, location: `http://localhost:3000/done?session=${session.id}` });
    expect(await status()).toBe("complete");
    expect((await open(challenge)).text).toContain("Nothing to confirm");
  });

  it.each(["fail", "cancel"])("leads back with the reason on %s, because nothing was paid", async (outcome) => {
    const { address, status } = await aCheckout();
    const challenge = challengeOf(await send(address, cardOf("4000002500003155")));
    const { location } = await submit(challenge, { outcome });
    expect((await open(location)).text).toContain("We are unable to authenticate your payment method");
    expect(await status()).toBe("open");
  });

  it("tells a decline after a passed challenge from a failed challenge", async () => {
    const { address } = await aCheckout();
    const challenge = challengeOf(await send(address, cardOf("4000008260003178")));
    const { location } = await submit(challenge, { outcome: "complete" });
    expect((await open(location)).text).toContain("Your card has insufficient funds.");
  });
});
