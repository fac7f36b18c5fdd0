import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";

async function underTheWorker(page: Page): Promise<void> {
  await page.goto("/");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

function cachedPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caching = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(caching)).flat().map((request) => new URL(request.url).pathname);
  });
}

test("G25: says that it is offline instead of showing an old page of an account", async ({
  page,
  context,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch/);
  await underTheWorker(page);
  await page.goto("/pricing");
  await context.setOffline(true);
  await page.goto("/studio");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are offline");
  await page.goto("/pricing");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Four plans, no fine print");
});

test("G25: keeps public pages and built files alone, and drops the pages when told to clear", async ({ page }) => {
  await underTheWorker(page);
  await page.goto("/pricing");
  await page.goto("/sign-in");
  await page.evaluate(() => fetch("/api/v1/plans").then((answer) => answer.text()));
  const pages = (await cachedPaths(page)).filter((path) => !/^\/(_next\/static|icons|sample-posters)\//.test(path));
  expect(pages.sort()).toEqual(["/offline", "/pricing"]);
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage("clear"));
  await expect.poll(async () => (await cachedPaths(page)).includes("/pricing")).toBe(false);
});
