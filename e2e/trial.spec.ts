import { expectAccessible } from "./fixtures/accessibility";
import { answerBank, fillCard, freshCard } from "./fixtures/card-field";
import { CARDS } from "./fixtures/hosted-pages";
import { signUp, verifyEmail } from "./fixtures/people";
import { keepScreen } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";

test("G17: a trial starts from the upgrade page with a card; then the card is replaced, bank's question included", async ({
  page,
}) => {
  const person = await signUp(page);
  await verifyEmail(page, person.email);
  await page.goto("/upgrade?plan=pro");
  await page.getByRole("button", { name: "Start 14-day trial" }).click();
  await expect(page.getByTestId("card-step")).toBeVisible();
  await expect(page.getByText("Nothing is charged today. After 14 days it is $49 a month.")).toBeVisible();
  await fillCard(page, freshCard());
  await keepScreen(page, "trial-card");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start trial" }).click();
  await expect(page).toHaveURL(/\/billing/);
  await expect(page.getByTestId("plan-name")).toHaveText("Pro");
  await expect(page.getByTestId("plan-status")).toHaveText(/trial/i);

  await page.getByRole("button", { name: "Update card" }).click();
  await fillCard(page, CARDS.needsAuthentication);
  await page.getByRole("button", { name: "Save card" }).click();
  await answerBank(page, /complete authentication/i);
  await expect(page.getByText("•••• 3184").first()).toBeVisible();
  await expect(page.getByTestId("card-step")).toBeHidden();
  await keepScreen(page, "trial-billing");
});
