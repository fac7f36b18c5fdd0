import { defineConfig, devices } from "@playwright/test";
import { freePort } from "./scripts/launch/ports";
import { findChromium } from "./scripts/testing/chromium";

// Chosen once in the main process; the workers inherit it.
process.env.E2E_PORT ??= String(await freePort());

const executablePath = findChromium();
const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig({
  testDir: "e2e",
  outputDir: ".reports/e2e",
  globalSetup: "./e2e/fixtures/global-setup.ts",
  forbidOnly: Boolean(process.env.CI),
  // A journey that passes at the second try is a journey that fails for some users.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? "list" : [["list"]],
  use: {
    baseURL: `http://localhost:${process.env.E2E_PORT}`,
    launchOptions,
    // What does not come within this time does not come: a missing button must not cost the whole minute.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } } },
    // What no screen size changes is tried once: `*.desktop.spec.ts`.
    { name: "phone", testIgnore: "**/*.desktop.spec.ts", use: { ...devices["Pixel 7"] } },
  ],
});
