import { afterAll, beforeAll } from "vitest";
import { disconnect } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database as openDatabase } from "@/lib/database";
import { seedCatalogue } from "@/lib/plans/seed-catalogue";

/** Gives the test file a migrated database of its own; accounts need no Stripe. */
export function withDatabase(): void {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.DATABASE_URL = database.url;
    // Every new workspace starts on the free plan of the catalogue.
    await seedCatalogue(openDatabase());
  });
  afterAll(async () => {
    await disconnect();
    await database?.drop();
  });
}
