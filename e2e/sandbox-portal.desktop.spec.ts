import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { aCustomerWithCard, aMonthlyPrice, newSandboxAccount } from "./fixtures/sandbox-account";
import { keepScreen } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";

async function aPortal(page: Page) {
  const account = await newSandboxAccount();
  const { stripe } = account;
  const starter = await aMonthlyPrice(account, "Starter", 900);
  const pro = await aMonthlyPrice(account, "Pro", 1900);
  const customer = await aCustomerWithCard(account);
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: starter.id }] });
  const product = (price: { product: unknown; id: string }) => ({ product: String(price.product), prices: [price.id] });
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ["name", "email", "address"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ["too_expensive", "missing_features", "unused", "other"] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [product(starter), product(pro)],
        proration_behavior: "always_invoice",
      },
    },
  });
  const session = await stripe.billingPortal.sessions.create({
    customer,
    configuration: configuration.id,
    return_url: "http://localhost/account",
  });
  await page.goto(session.url);
  return { ...account, customer, subscription, pro };
}

test("a plan is cancelled with a reason and taken back", async ({ page }) => {
  const { stripe, subscription } = await aPortal(page);
  await expectAccessible(page);
  await keepScreen(page, "sandbox-portal");
  await page.getByRole("link", { name: "Cancel plan" }).click();
  await expectAccessible(page);
  await expect(page.getByLabel("Your feedback")).toBeHidden();
  await page.getByRole("radio", { name: "Other reason" }).check();
  await page.getByLabel("Your feedback").fill("We move to paper.");
  await keepScreen(page, "sandbox-portal-cancel");
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByRole("status")).toContainText("You keep your plan until");
  await keepScreen(page, "sandbox-portal-cancelled");
  const { cancellation_details: told } = await stripe.subscriptions.retrieve(subscription.id);
  expect(told).toMatchObject({ feedback: "other", comment: "We move to paper.", reason: "cancellation_requested" });
  await page.getByRole("button", { name: "Don't cancel plan" }).click();
  await expect(page.getByText("Your plan will not be canceled.")).toBeVisible();
});

test("the card is changed through the bank's page, the old one removed", async ({ page }) => {
  const { stripe, customer } = await aPortal(page);
  await page.getByRole("link", { name: "Update payment method" }).click();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-portal-card");
  await page.getByLabel("Card number").fill("4000002760003184");
  await page.getByLabel("Expiry").fill("1240");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expect(page.getByText("Your payment method was updated.")).toBeVisible();
  await keepScreen(page, "sandbox-portal-two-cards");
  await page.getByRole("button", { name: "Remove Visa 4242" }).click();
  await expect(page.getByText("The card was removed.")).toBeVisible();
  const { data } = await stripe.customers.listPaymentMethods(customer);
  expect(data.map(({ card }) => card?.last4)).toEqual(["3184"]);
});

test("the plan is changed after its price was shown", async ({ page }) => {
  const { stripe, subscription, pro } = await aPortal(page);
  await page.getByRole("link", { name: "Change plan" }).click();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /Pro/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByTestId("due-now")).toHaveText("$10.00");
  await expectAccessible(page);
  await keepScreen(page, "sandbox-portal-change");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Your plan change was saved.")).toBeVisible();
  const after = await stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data.map(({ price }) => price.id)).toEqual([pro.id]);
});

test("name, e-mail and address are changed, and the invoices are at hand", async ({ page }) => {
  const { stripe, customer } = await aPortal(page);
  await page.getByRole("link", { name: "Update information" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Jenny Rosen");
  await page.getByLabel("Email").fill("billing@example.com");
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Address line 1").fill("Hauptstraße 1");
  await page.getByLabel("Postal code").fill("10115");
  await page.getByLabel("City").fill("Berlin");
  await expectAccessible(page);
  await keepScreen(page, "sandbox-portal-billing");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your billing information was updated.")).toBeVisible();
  await expect(page.getByText("10115 Berlin")).toBeVisible();
  await keepScreen(page, "sandbox-portal-address");
  expect(await stripe.customers.retrieve(customer)).toMatchObject({
    email: "billing@example.com",
    address: { city: "Berlin", country: "DE" },
  });
  await page.getByRole("link", { name: /View invoice/ }).click();
  await expect(page.getByText("Invoice paid").first()).toBeVisible();
});
