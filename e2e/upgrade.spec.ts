import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { CARDS, payOnHostedPage } from "./fixtures/hosted-pages";
import { signUp, verifyEmail } from "./fixtures/people";
import { keepScreen } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";

async function createPoster(page: Page, prompt: string): Promise<void> {
  await page.getByLabel("What should be on your poster?").fill(prompt);
  await page.getByRole("button", { name: "Create poster" }).click();
  await expect(page.getByRole("button", { name: `Open “${prompt}”` })).toBeVisible();
}

/** A verified newcomer in the Studio. */
async function arrive(page: Page): Promise<void> {
  const person = await signUp(page);
  await verifyEmail(page, person.email);
  await page.goto("/studio");
}

async function continueToPayment(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue to payment" }).click();
}

test("G6: from a used-up Free to Pro with a test card, then on where one was, to the portal and back", async ({
  page,
  problems,
}) => {
  test.setTimeout(120_000);
  await arrive(page);
  for (let i = 1; i <= 10; i++) await createPoster(page, `Poster number ${i}`);
  await expect(page.getByRole("link", { name: "Upgrade to Pro" })).toBeVisible();
  await keepScreen(page, "studio-out-of-credits");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Upgrade to Pro" }).click();
  await expect(page.getByRole("heading", { name: "Your order" })).toBeVisible();
  await keepScreen(page, "upgrade");
  await expectAccessible(page);
  await continueToPayment(page);
  const paid = page.waitForResponse(
    (answer) => /\/c\/pay\//.test(answer.url()) && answer.request().method() === "POST",
  );
  await payOnHostedPage(page);
  await paid;
  const paidAt = performance.now();
  await expect(page.getByTestId("return-state")).toContainText("You're on Pro");
  const shownAfterMs = Math.round(performance.now() - paidAt);
  test.info().annotations.push({ type: "Pro shown after the payment, ms", description: String(shownAfterMs) });
  await expect(page).toHaveURL(/\/upgrade\/return\?session_id=/);
  await keepScreen(page, "upgrade-return");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to the Studio" }).click();
  await createPoster(page, "An eleventh poster, and many more");
  await expect(page.getByTestId("credits-meter")).toContainText(/unlimited/i);
  await keepScreen(page, "studio-pro");

  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
  await expect(page.getByText("•••• 4242").first()).toBeVisible();
  await keepScreen(page, "billing-pro");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Manage billing" }).click();
  await expect(page).toHaveURL(/\/p\/session\/bps_/);
  await page
    .getByRole("link", { name: "Cancel plan" })
    .or(page.getByRole("button", { name: "Cancel plan" }))
    .click();
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByText(/cancel(s|ed)|ends/i).first()).toBeVisible();
  await page.goto("/billing");
  await expect(page.getByTestId("plan-status")).toHaveText("Ending");
  await expect(page.getByText(/^Pro ends on [A-Z][a-z]{2} \d{1,2}, \d{4}$/)).toBeVisible();
  await keepScreen(page, "billing-ending");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Resume plan" }).first().click();
  await expect(page.getByTestId("plan-status")).toHaveText("Active");
  expect(problems.unexpected()).toEqual([]);
});

test("G6: a declined card leaves Free with a clear reason, and the same page takes another card", async ({
  page,
  problems,
}) => {
  problems.expect(/402/);
  await arrive(page);
  await page.goto("/upgrade?plan=pro&interval=yearly&currency=eur");
  await continueToPayment(page);
  await payOnHostedPage(page, CARDS.declines);
  await expect(page.getByText("Your card was declined.").first()).toBeVisible();
  await keepScreen(page, "checkout-declined");

  const elsewhere = await page.context().newPage();
  await elsewhere.goto("/billing");
  await expect(elsewhere.getByTestId("plan-name")).toHaveText("Free");

  await payOnHostedPage(page, CARDS.works);
  await expect(page.getByTestId("return-state")).toContainText("You're on Pro");
  // The other tab learns it by itself.
  await expect(elsewhere.getByTestId("plan-name")).toHaveText("Pro");
});

test("G6: a card with 3-D Secure is Pro after the challenge, and Free when the challenge is abandoned", async ({
  page,
}) => {
  await arrive(page);
  await page.goto("/upgrade?plan=pro");
  await continueToPayment(page);
  await payOnHostedPage(page, CARDS.needsAuthentication);
  await expect(page).toHaveURL(/\/3ds\//);
  await keepScreen(page, "challenge");

  // Left alone: nothing is bought.
  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Free");

  await page.goto("/upgrade?plan=pro");
  await continueToPayment(page);
  await payOnHostedPage(page, CARDS.needsAuthentication);
  await page.getByRole("button", { name: /fail authentication/i }).click();
  await expect(page.getByText(/unable to authenticate/i).first()).toBeVisible();
  await payOnHostedPage(page, CARDS.needsAuthentication);
  await page.getByRole("button", { name: /complete authentication/i }).click();
  await expect(page.getByTestId("return-state")).toContainText("You're on Pro");
});

test("leaving the payment page charges nothing and keeps the choice", async ({ page }) => {
  await arrive(page);
  await page.goto("/upgrade?plan=starter&interval=yearly");
  await continueToPayment(page);
  await expect(page).toHaveURL(/\/c\/pay\//);
  await keepScreen(page, "checkout");
  await page.getByRole("link", { name: /back/i }).first().click();
  await expect(page.getByText("Nothing was charged").first()).toBeVisible();
  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Free");
});

test("G21: somebody else's purchase address shows nothing, because addresses are shared", async ({ page }) => {
  await arrive(page);
  await page.goto("/upgrade/return?session_id=cs_test_a1b2c3");
  await expect(page.getByText("This purchase is not yours to see")).toBeVisible();
});
