import { defineConfig } from "vitest/config";

// Settings of the application as a test sees them; integration tests replace database and Stripe by their own
// (db/testing/test-environment.ts). The database of unit tests is one that nothing can reach.
const ENVIRONMENT = {
  NODE_ENV: "test",
  TIERLINE_PROFILE: "local",
  APP_URL: "http://localhost:3000",
  AUTH_SECRET: "a-secret-for-tests-that-is-long-enough",
  DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none",
  DATABASE_POOL_SIZE: "5",
  STRIPE_SECRET_KEY: "sk_test_unit",
  STRIPE_WEBHOOK_SECRET: "whsec_test_secret",
  STRIPE_API_BASE: "http://127.0.0.1:1",
  TRUST_PROXY: "1",
  LOG_LEVEL: "silent",
  TZ: "UTC",
} as const;

const IGNORED = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];
const setupFiles = ["./scripts/testing/fail-on-console.ts"];

export default defineConfig({
  resolve: { alias: { "@/": `${import.meta.dirname}/` } },
  test: {
    allowOnly: !process.env.CI,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          env: ENVIRONMENT,
          setupFiles,
          testTimeout: 30_000,
          include: ["{lib,db,components,app,scripts}/**/*.test.{ts,tsx}"],
          exclude: [...IGNORED, "**/*.integration.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          env: ENVIRONMENT,
          setupFiles,
          globalSetup: ["./db/testing/global-setup.ts"],
          include: ["**/*.integration.test.{ts,tsx}"],
          exclude: [...IGNORED, "stripe-sandbox/**"],
          // Node can't load it as it is: it imports "next/server" without the file's ending.
          server: { deps: { inline: ["next-auth"] } },
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "sandbox",
          env: { NODE_ENV: "test", TZ: "UTC" },
          setupFiles,
          include: ["stripe-sandbox/**/*.test.ts"],
          exclude: IGNORED,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
