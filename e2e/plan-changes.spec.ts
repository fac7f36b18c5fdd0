import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { answerBank } from "./fixtures/card-field";
import { CARDS } from "./fixtures/hosted-pages";
import { keepScreen } from "./fixtures/screens";
import { subscribe } from "./fixtures/subscriber";
import { expect, test } from "./fixtures/test";
import { useTimeMachine } from "./fixtures/time-machine";

/** From the billing page to the dialog that says what the change comes to. */
async function review(page: Page, plan: "Starter" | "Pro"): Promise<void> {
  await page.goto("/billing");
  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("radio", { name: plan }).check({ force: true });
  await page.getByRole("button", { name: "Review the change" }).click();
  await expect(page.getByTestId("quote-due")).toBeVisible();
}

/** Accepts the quote and answers with its amount, as it was shown before anything was charged. */
async function payQuote(page: Page): Promise<string> {
  const due = await page.getByTestId("quote-due").innerText();
  await page.getByRole("button", { name: `Pay ${due} now` }).click();
  return due;
}

/** Accepts the downgrade that is under review. */
async function scheduleStarter(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Switch to Starter then" }).click();
  await expect(page).toHaveURL(/\/billing$/);
  await expect(page.getByText(/^Starter starts on [A-Z][a-z]{2} \d{1,2}, \d{4}$/)).toBeVisible();
}

/** Leaves the page while the bank asks: the plan that is paid for stays. */
async function leaveBankWaiting(page: Page): Promise<void> {
  await review(page, "Pro");
  await payQuote(page);
  await expect(page.locator('iframe[title="Bank authentication"]')).toBeVisible();
  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Starter");
  await expect(page.getByText("The change to Pro waits for your bank")).toBeVisible();
}

test("G7: an upgrade in mid-month costs what its quote said, to the cent, because nobody likes surprises on an invoice", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await subscribe(page, "starter");
  await useTimeMachine(page, "+7 days", "+1 day", "+1 day", "+1 day");
  await review(page, "Pro");
  await keepScreen(page, "change-upgrade");
  await expectAccessible(page);
  const due = await payQuote(page);
  expect(due).toMatch(/^\$\d+\.\d{2}$/);
  await expect(page).toHaveURL(/\/billing$/);
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
  const newest = page.getByRole("table", { name: "All invoices" }).getByRole("row").nth(1);
  await expect(newest.getByRole("cell", { name: due, exact: true })).toBeVisible();
  await expect(newest).toContainText("Paid");
  await keepScreen(page, "change-upgraded");
});

test("G9: a downgrade is announced with its date, undone with one press, and comes with the renewal", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await subscribe(page, "pro");
  await review(page, "Starter");
  await expect(page.getByTestId("quote-due")).toHaveText("$0.00");
  await keepScreen(page, "change-downgrade");
  await expectAccessible(page);
  await scheduleStarter(page);
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
  await keepScreen(page, "change-scheduled");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();

  await review(page, "Starter");
  await scheduleStarter(page);
  await useTimeMachine(page, "Next renewal");
  await expect(page.getByTestId("plan-name")).toHaveText("Starter");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
  await keepScreen(page, "change-downgraded");
});

test("G8: an upgrade that the bank refuses changes nothing and says so; the next try, confirmed, is made at once", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await subscribe(page, "starter", CARDS.needsAuthentication);
  await review(page, "Pro");
  await payQuote(page);
  await answerBank(page, /fail authentication/i);
  await expect(page.getByRole("dialog").getByText("Your bank did not confirm it")).toBeVisible();
  await expect(page.getByText("Nothing was charged.")).toBeVisible();
  await keepScreen(page, "change-bank-refuses");
  await page.getByRole("button", { name: "Get a new price" }).click();
  await payQuote(page);
  await answerBank(page, /complete authentication/i);
  await expect(page).toHaveURL(/\/billing$/);
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
});

test("G8: an upgrade whose bank gets no answer leaves the old plan, to be taken back or finished later", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await subscribe(page, "starter", CARDS.needsAuthentication);
  await leaveBankWaiting(page);
  await keepScreen(page, "change-waits-for-bank");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();

  await leaveBankWaiting(page);
  await page.getByRole("link", { name: "Finish the payment" }).click();
  await page.getByRole("button", { name: /^Pay \$\d+\.\d{2} now$/ }).click();
  await answerBank(page, /complete authentication/i);
  await expect(page.getByText("Paid. Thank you!")).toBeVisible();
  await page.goto("/billing");
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
});
