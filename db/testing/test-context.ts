import "vitest";

/** What the run's global set-up hands to every test file. */
export interface TestRunContext {
  /** Connection URL of the test server's maintenance database. */
  readonly adminDatabaseUrl: string;
  /** The migrated database that each test file clones. */
  readonly templateDatabase: string;
  /** The one local Stripe of the run, or why it did not start: tests that need none still run. */
  readonly stripe: { readonly apiBase: string } | { readonly problem: string };
}

declare module "vitest" {
  interface ProvidedContext {
    testRun: TestRunContext;
  }
}
