import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { disconnect } from "@/db/client";
import { runMigrations } from "@/db/migrate";
import { createAccount } from "@/lib/auth/create-account";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { newId, type TenantId, type UserId } from "@/lib/ids";
import { pushCatalogue } from "@/lib/plans/push-catalogue";
import { seedCatalogue } from "@/lib/plans/seed-catalogue";
import { ensurePostgres, stopPostgres } from "../scripts/launch/postgres-server";
import { startTestSandbox } from "../scripts/testing/test-sandbox";

/** A database and a local Stripe of the measurement's own, with the catalogue in both. */
export interface BenchWorld {
  databaseUrl: string;
  settings: Record<string, string>;
  close(): Promise<void>;
}

/** Starts everything that the measurements need; must run before anything reads the settings. */
export async function openWorld(appPort: number): Promise<BenchWorld> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-bench-"));
  const [server, sandbox] = await Promise.all([ensurePostgres({ dataDir: folder }), startTestSandbox()]);
  const databaseUrl = server.url("postgres");
  const settings = {
    TIERLINE_PROFILE: "local",
    APP_URL: `http://localhost:${appPort}`,
    AUTH_URL: `http://localhost:${appPort}`,
    AUTH_SECRET: "a secret of thirty-two characters or more",
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_PUBLISHABLE_KEY: "pk_test_bench",
    STRIPE_API_BASE: sandbox.url,
    STRIPE_WEBHOOK_SECRET: "whsec_bench",
    LOG_LEVEL: "silent",
  };
  Object.assign(process.env, settings);
  await runMigrations(databaseUrl);
  await seedCatalogue(database());
  await pushCatalogue(database(), { dryRun: false });
  return {
    databaseUrl,
    settings,
    async close() {
      await disconnect();
      await sandbox.stop();
      await stopPostgres(folder);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A verified person with his workspace. */
export async function openTenant(): Promise<{ tenantId: TenantId; userId: UserId; email: string }> {
  const email = `${newId<string>()}@example.com`;
  const account = { name: "Ada Lovelace", email, passwordHash: "unused", locale: "en" };
  const made = await database().transaction((tx) => createAccount(tx, account, wallNow()));
  return { ...made, email };
}
