import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { fillCard, freshCard } from "./fixtures/card-field";
import { keepScreen } from "./fixtures/screens";
import { becomeMember } from "./fixtures/subscriber";
import { expect, test } from "./fixtures/test";
import { closeTimeMachine, openTimeMachine, useTimeMachine } from "./fixtures/time-machine";

async function startTrial(page: Page): Promise<void> {
  await becomeMember(page);
  await page.goto("/upgrade?plan=pro");
  await page.getByRole("button", { name: "Start 14-day trial" }).click();
  await fillCard(page, freshCard());
  await page.getByRole("button", { name: "Start trial" }).click();
  await expect(page).toHaveURL(/\/billing$/);
  await expect(page.getByTestId("plan-status")).toHaveText("Trial");
}

/** The states of the invoices, the newest first. */
async function expectInvoices(page: Page, ...states: RegExp[]): Promise<void> {
  const rows = page.getByRole("table", { name: "All invoices" }).getByRole("row");
  await expect(rows).toHaveText([/Invoice/, ...states]);
}

async function createPoster(page: Page, prompt: string): Promise<void> {
  await page.getByLabel("What should be on your poster?").fill(prompt);
  await page.getByRole("button", { name: "Create poster" }).click();
  await expect(page.getByRole("button", { name: `Open “${prompt}”` })).toBeVisible();
}

/** In the Studio, read-only: what was made stays in sight, nothing new is made, and the way to pay leads to billing. */
async function findReadOnly(page: Page): Promise<void> {
  await expect(page.getByText("Read-only for now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open “Made in time”" })).toBeVisible();
  await page.getByLabel("What should be on your poster?").fill("Too late for this one");
  await expect(page.getByRole("button", { name: "Create poster" })).toBeDisabled();
  await keepScreen(page, "lifecycle-studio-read-only");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Settle it on the billing page" }).click();
  await expect(page.getByText("Your workspace is read-only")).toBeVisible();
  await keepScreen(page, "lifecycle-read-only");
  await expectAccessible(page);
}

async function updateCard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Update card" }).click();
  await fillCard(page, freshCard());
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByTestId("plan-status")).toHaveText("Active");
}

test("G14: trial, renewal, declined card, grace, read-only, and all of it back at once when the card is changed", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await startTrial(page);
  await openTimeMachine(page);
  await keepScreen(page, "lifecycle-trial");
  await expectAccessible(page);
  await closeTimeMachine(page);
  await useTimeMachine(page, "End of the trial");
  await expect(page.getByTestId("plan-status")).toHaveText("Active");
  await expectInvoices(page, /Paid\$49\.00/, /Paid\$0\.00/);
  await useTimeMachine(page, "Next renewal");
  await expectInvoices(page, /Paid\$49\.00/, /Paid\$49\.00/, /Paid\$0\.00/);

  await useTimeMachine(page, "Card declines from now on", "Next renewal");
  await expect(page.getByText("Your last payment failed", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Everything works until [A-Z][a-z]{2} \d{1,2}, \d{4}\./)).toBeVisible();
  await expect(page.getByTestId("plan-status")).toHaveText("Payment failed");
  await expectInvoices(page, /Open\$49\.00/, /Paid\$49\.00/, /Paid\$49\.00/, /Paid\$0\.00/);
  await keepScreen(page, "lifecycle-grace");
  await expectAccessible(page);
  await page.goto("/studio");
  await createPoster(page, "Made in time");
  await useTimeMachine(page, "End of grace");
  await findReadOnly(page);

  await updateCard(page);
  await expectInvoices(page, /Paid\$49\.00/, /Paid\$49\.00/, /Paid\$49\.00/, /Paid\$0\.00/);
  await page.goto("/studio");
  await createPoster(page, "Made after all");
  await page.goto("/billing/payments");
  await page.getByRole("button", { name: /Paid/ }).first().click();
  const attempts = page.getByRole("listitem").filter({ hasText: "What happened" }).getByRole("listitem");
  await expect(attempts.filter({ hasText: "Declined" })).not.toHaveCount(0);
  await expect(attempts.last()).toContainText("Paid");
  await keepScreen(page, "lifecycle-payments");
  await expectAccessible(page);
});

test("G14: a trial that ends with a failing card is in grace, and active at once when the card works again", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await startTrial(page);
  await useTimeMachine(page, "Card declines from now on", "End of the trial");
  await expect(page.getByTestId("plan-status")).toHaveText("Payment failed");
  await expect(page.getByRole("link", { name: "Pay $49.00" })).toBeVisible();
  await useTimeMachine(page, "Card works again");
  await expect(page.getByTestId("plan-status")).toHaveText("Active");
  await expectInvoices(page, /Paid\$49\.00/, /Paid\$0\.00/);
});
