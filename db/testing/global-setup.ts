import type { TestProject } from "vitest/node";
import { startTestSandbox } from "../../scripts/testing/test-sandbox";
import { ensureTemplateDatabase } from "./template-database";
import type { TestRunContext } from "./test-context";
import { acquireTestServer } from "./test-server";

async function startSandbox(): Promise<{ stripe: TestRunContext["stripe"]; stop: () => Promise<void> }> {
  try {
    const { url, stop } = await startTestSandbox();
    return { stripe: { apiBase: url }, stop };
  } catch (error) {
    return { stripe: { problem: error instanceof Error ? error.message : String(error) }, stop: async () => undefined };
  }
}

/** Before any integration test: a PostgreSQL with a migrated template, and one local Stripe; both end with the run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const sandboxStarting = startSandbox();
  const server = await acquireTestServer();
  const tearDown = async () => {
    const sandbox = await sandboxStarting;
    await Promise.all([sandbox.stop(), server.release()]);
  };
  try {
    const { runMigrations } = await import("../migrate");
    const templateDatabase = await ensureTemplateDatabase(server.adminUrl, runMigrations);
    const { stripe } = await sandboxStarting;
    project.provide("testRun", { adminDatabaseUrl: server.adminUrl, templateDatabase, stripe });
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}
