import { afterAll, beforeAll } from "vitest";
import { disconnect } from "@/db/client";
import { useTestEnvironment } from "@/db/testing/test-environment";
import { database } from "@/lib/database";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { seedCatalogue } from "@/lib/plans/seed-catalogue";

/** Gives the test file a migrated database and an account at the local Stripe, with the catalogue in both. */
export function withWorld(): void {
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const environment = await useTestEnvironment();
    drop = environment.drop;
    await seedCatalogue(database());
    await pushCatalogue(database(), { dryRun: false });
  });
  afterAll(async () => {
    await disconnect();
    await drop?.();
  });
}
