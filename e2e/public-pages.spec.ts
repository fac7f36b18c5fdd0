import { expectAccessible } from "./fixtures/accessibility";
import { keepScreen } from "./fixtures/screens";
import { expect, test } from "./fixtures/test";

const PAGES = [
  { name: "landing", address: "/" },
  { name: "pricing", address: "/pricing" },
  { name: "pricing-yearly-eur", address: "/pricing?interval=yearly&currency=eur" },
  { name: "offline", address: "/offline" },
];

for (const { name, address } of PAGES)
  for (const colorScheme of ["light", "dark"] as const)
    test(`G26: ${name} is open to everyone in ${colorScheme} colours, and fits its screen`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(address);
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, "pixels that stick out sideways").toBeLessThanOrEqual(0);
      await keepScreen(page, `${name}-${colorScheme}`);
    });

test("shows yearly prices in euros by the page's own links, and keeps the choice in the address", async ({ page }) => {
  await page.goto("/pricing");
  await page.getByRole("link", { name: /Yearly/ }).click();
  await expect(page).toHaveURL(/interval=yearly/);
  await page.getByRole("link", { name: "EUR" }).click();
  await expect(page).toHaveURL(/interval=yearly&currency=eur/);
  const pro = page.getByRole("article", { name: "Pro" });
  await expect(pro).toContainText("€490");
  const choice = "plan=pro&interval=yearly&currency=eur";
  await expect(pro.getByRole("link", { name: "Get Pro" })).toHaveAttribute("href", `/upgrade?${choice}`);
  await expect(pro.getByRole("link", { name: /trial/ })).toHaveAttribute("href", `/register?${choice}`);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("switches interval all the same, because each view is a page of its own", async ({ page, problems }) => {
    // Chromium reports the scripts that it was told not to run.
    problems.expect(/request failed: .* csp$/);
    await page.goto("/pricing");
    await page.getByRole("link", { name: /Yearly/ }).click();
    await expect(page.getByRole("article", { name: "Pro" })).toContainText("$490");
  });
});

test("runs no script that the page did not bring along, since its policy admits the known ones alone", async ({
  page,
  problems,
}) => {
  problems.expect(/Content Security Policy/);
  const answer = await page.goto("/");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.foreign = 'ran'";
    document.body.append(script);
    return document.documentElement.dataset.foreign ?? null;
  });
  expect(ran).toBeNull();
});

test("remembers the chosen theme before the first paint of the next page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("group", { name: "Colour theme" }).getByRole("button", { name: "Dark" }).click();
  await page.goto("/pricing", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("has one address for each page: no language, no inner path", async ({ page }) => {
  await page.goto("/en/pricing/yearly/eur");
  await expect(page).toHaveURL(/\/pricing\?interval=yearly&currency=eur$/);
});

test("says in words that an address does not exist", async ({ page, problems }) => {
  problems.expect(/404/);
  const answer = await page.goto("/no/such/page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page does not exist");
});
