import { signUp, verifyEmail } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

test("G16: a change between the page's rendering and the opening of its stream shows by itself, since it is told to nobody", async ({
  page,
}) => {
  const person = await signUp(page);
  await verifyEmail(page, person.email);
  let begin: () => void = () => undefined;
  const mayListen = new Promise<void>((resolve) => {
    begin = resolve;
  });
  await page.route("**/api/v1/tenants/*/events", async (route) => {
    await mayListen;
    await route.continue();
  });
  await page.goto("/studio");
  await expect(page.getByTestId("credits-meter")).toContainText("10");
  const me = await page.request.get("/api/v1/me");
  const { tenant } = (await me.json()) as { tenant: { id: string } };
  const origin = new URL(page.url()).origin;
  const made = await page.request.post(`/api/v1/tenants/${tenant.id}/posters`, {
    data: { prompt: "Made while nobody listened", request_id: crypto.randomUUID() },
    headers: { origin },
  });
  expect(made.ok()).toBe(true);
  begin();
  await expect(page.getByRole("button", { name: "Open “Made while nobody listened”" })).toBeVisible();
});
