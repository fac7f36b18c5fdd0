import type Stripe from "stripe";
import { expectAccessible } from "./fixtures/accessibility";
import { CARDS, payOnHostedPage } from "./fixtures/hosted-pages";
import { aCustomerWithCard, aMonthlyPrice, newSandboxAccount } from "./fixtures/sandbox-account";
import { keepScreen } from "./fixtures/screens";
import { type Shop, test } from "./fixtures/shop";
import { expect } from "./fixtures/test";

async function aCheckout(shop: Shop, options: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const account = await newSandboxAccount();
  const price = await aMonthlyPrice(account, "Pro", 1900);
  const session = await account.stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: `${shop.url}/thanks?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${shop.url}/plans`,
    ...options,
  });
  return { ...account, session, address: session.url ?? "" };
}

test("the checkout is filled in and paid by the keyboard alone, with the card's numbers in groups", async ({
  page,
  shop,
}) => {
  const { address, stripe, session } = await aCheckout(shop);
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "Subscribe to Pro" })).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-checkout");

  await page.getByLabel("Email").focus();
  const type = (text: string) => page.keyboard.type(text);
  await type("jenny@example.com");
  for (const text of [CARDS.works, "1240", "123", "Jenny Rosen"]) {
    await page.keyboard.press("Tab");
    await type(text);
  }
  await expect(page.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await expect(page.getByLabel("Expiry")).toHaveValue("12 / 40");
  await expect(page.getByText("Visa").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await type("10001");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${shop.url}/thanks?session_id=${session.id}`);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});

test("the checkout says at each field what is wrong with it, and keeps what was typed after a decline", async ({
  page,
  shop,
}) => {
  const { address } = await aCheckout(shop);
  await page.goto(address);
  const pay = page.getByTestId("hosted-payment-submit");
  await pay.click();
  await expect(page.getByText("This field is required.").first()).toBeVisible();
  await page.getByLabel("Email").fill("jenny");
  await page.getByLabel("Card number").fill("4242 4242 4242 4241");
  await page.getByLabel("Expiry").fill("01 / 20");
  await page.getByLabel("CVC").fill("12");
  await pay.click();
  for (const said of [
    "Enter an email address such as name@example.com.",
    "Your card number is invalid.",
    "Your card's expiration date is in the past.",
    "Your card's security code is incomplete.",
  ])
    await expect(page.getByText(said)).toBeVisible();
  await expect(page.getByLabel("Card number")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await keepScreen(page, "sandbox-checkout-errors");

  await page.getByLabel("Email").fill("jenny@example.com");
  await payOnHostedPage(page, CARDS.declines);
  await expect(page.getByRole("alert").filter({ hasText: "Your card was declined." })).toBeVisible();
  await expect(page.getByLabel("Cardholder name")).toHaveValue("Ada Tester");
});

test("a promotion code changes the sums and can be taken off again, in the reader's language", async ({
  page,
  shop,
}) => {
  const { address, stripe } = await aCheckout(shop, { allow_promotion_codes: true, locale: "de" });
  const coupon = await stripe.coupons.create({ percent_off: 25, duration: "repeating", duration_in_months: 3 });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "FALL" });
  await page.goto(address);
  await page.getByLabel("Aktionscode").or(page.getByLabel("Gutscheincode")).first().fill("FALL");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("total-due")).toHaveText("14,25 $");
  await expect(page.getByText("25 % Rabatt für 3 Monate")).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-checkout-promotion-de");
  await page.getByRole("button", { name: /FALL/ }).click();
  await expect(page.getByTestId("total-due")).toHaveText("19,00 $");
});

test("tax follows the country that is chosen by the keyboard, is announced, and is what is paid", async ({
  page,
  shop,
}) => {
  const { address, stripe, session } = await aCheckout(shop, {
    automatic_tax: { enabled: true },
    customer_email: "jenny@example.com",
  });
  await page.goto(address);
  await expect(page.getByTestId("tax")).toHaveText("$0.00");
  await page.getByLabel("Card number").fill(CARDS.works);
  const country = page.getByLabel("Country");
  await country.focus();
  await page.keyboard.type("Germany");
  await expect(page.getByTestId("total-due")).toHaveText("$22.61");
  await expect(page.getByTestId("tax")).toHaveText("$3.61");
  await expect(page.getByRole("status").filter({ hasText: "Tax $3.61. Total due $22.61." })).toBeAttached();
  await expect(country).toBeFocused();
  await expect(page.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await expectAccessible(page);
  await keepScreen(page, "sandbox-checkout-tax");

  await payOnHostedPage(page);
  await expect(page).toHaveURL(`${shop.url}/thanks?session_id=${session.id}`);
  expect((await stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(2261);
});

test("a country that is missing is asked for at its field", async ({ page, shop }) => {
  const { address } = await aCheckout(shop, {
    automatic_tax: { enabled: true },
    customer_email: "jenny@example.com",
  });
  await page.goto(address);
  await expect(page.getByTestId("tax")).toHaveText("$0.00");
  const country = page.getByLabel("Country");
  await country.evaluate((select) => select.prepend(new Option("–", "")));
  await country.selectOption("");
  await payOnHostedPage(page);
  await expect(page.locator("#error-country")).toHaveText("Choose your country, so that tax can be worked out.");
  await expect(country).toBeFocused();
  await expect(country).toHaveAttribute("aria-invalid", "true");
  await country.selectOption("FR");
  await expect(page.getByTestId("total-due")).toHaveText("$22.80");
  await expect(country).not.toHaveAttribute("aria-invalid", "true");
});

test("a saved card pays without being typed", async ({ page, shop }) => {
  const account = await newSandboxAccount();
  const price = await aMonthlyPrice(account, "Pro", 1900);
  const session = await account.stripe.checkout.sessions.create({
    mode: "subscription",
    customer: await aCustomerWithCard(account, "pm_card_mastercard"),
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: `${shop.url}/thanks`,
  });
  await page.goto(session.url ?? "");
  await expect(page.getByRole("radio", { name: /4444/ })).toBeChecked();
  await expect(page.getByLabel("Card number")).toBeHidden();
  await keepScreen(page, "sandbox-checkout-saved-card");
  await page.getByTestId("hosted-payment-submit").click();
  await expect(page).toHaveURL(`${shop.url}/thanks`);
});

test("the bank's page asks, and a refusal there leads back to a checkout that can still be paid", async ({
  page,
  shop,
}) => {
  const { address } = await aCheckout(shop, { customer_email: "jenny@example.com" });
  await page.goto(address);
  await payOnHostedPage(page, CARDS.needsAuthentication);
  await expect(page.getByRole("heading", { name: "Confirm it's you" })).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-challenge");
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByText("We are unable to authenticate your payment method.")).toBeVisible();
  await payOnHostedPage(page, CARDS.needsAuthentication);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expect(page).toHaveURL(/\/thanks\?session_id=cs_test_/);
});
