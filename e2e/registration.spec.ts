import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { answerBank, fillCard, freshCard } from "./fixtures/card-field";
import { CARDS } from "./fixtures/hosted-pages";
import { newPerson, type Person } from "./fixtures/people";
import { keepScreen } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";

async function enterAccount(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Continue to card" }).click();
}

const outcome = (page: Page) => page.getByTestId("registration-outcome");

test("from a stranger to Pro on one page: declined, challenged, paid, with the bank's question twice", async ({
  page,
  problems,
}) => {
  problems.expect(/402/);
  await page.goto("/register?plan=pro&mode=paid");
  await keepScreen(page, "register");
  await expectAccessible(page);
  await enterAccount(page, newPerson());
  await fillCard(page, CARDS.declines);
  await page.getByRole("button", { name: "Pay $49.00" }).click();
  await expect(page.getByText("The card was declined")).toBeVisible();
  await expectAccessible(page);

  await fillCard(page, CARDS.needsAuthentication);
  await page.getByRole("button", { name: "Pay $49.00" }).click();
  await answerBank(page, /fail authentication/i);
  await expect(page.getByText("Your bank did not confirm it")).toBeVisible();
  await keepScreen(page, "register-not-confirmed");

  // Saving the card is one question of the bank's, the first payment another.
  await page.getByRole("button", { name: "Pay $49.00" }).click();
  await answerBank(page, /complete authentication/i);
  await answerBank(page, /complete authentication/i);
  await expect(outcome(page)).toContainText("You're on Pro");
  await keepScreen(page, "register-done");
  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
  await expect(page.getByText("•••• 3184").first()).toBeVisible();
});

test("G17: from pricing to a trial, gone on with after a closed tab, which has kept no password", async ({ page }) => {
  await page.goto("/pricing");
  await page.getByRole("link", { name: "Start 14-day trial" }).nth(1).click();
  await expect(page.getByRole("heading", { name: "Start your 14-day Pro trial" })).toBeVisible();
  const person = newPerson();
  await enterAccount(page, person);
  await expect(page.getByTestId("card-step")).toBeVisible();

  const context = page.context();
  await page.close();
  const later = await context.newPage();
  await later.goto("/register?plan=starter");
  await expect(later.getByText("You can go on where you stopped")).toBeVisible();
  await expect(later.getByLabel("Email")).toHaveValue(person.email);
  await keepScreen(later, "register-resumed");
  await expectAccessible(later);
  await later.getByLabel("Password", { exact: true }).fill(person.password);
  await later.getByRole("button", { name: "Continue" }).click();
  await fillCard(later, freshCard());
  await later.getByRole("button", { name: "Start trial" }).click();
  await expect(outcome(later)).toContainText("Your Pro trial has started");
  await later.goto("/billing");
  await expect(later.getByTestId("plan-status")).toHaveText(/trial/i);
});

test("an address that has an account is refused before any card is asked for", async ({ page, problems }) => {
  problems.expect(/409/);
  await page.goto("/register?plan=pro");
  await enterAccount(page, { ...newPerson(), email: "paula@tierline.example" });
  await expect(page.getByText(/has an account|is an account/i)).toBeVisible();
  await expect(page.getByTestId("card-step")).toBeHidden();
});
