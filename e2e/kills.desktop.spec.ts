import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../scripts/launch/ports";
import { ensurePostgres, stopPostgres } from "../scripts/launch/postgres-server";
import { anApp, aWorker } from "./fixtures/processes";
import { runningProduct } from "./fixtures/product";
import { expect, test } from "./fixtures/test";

const TENANTS = 24;
const KILLS = 6;

let folder: string;
let databaseUrl: string;

test.beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-kills-"));
  const server = await ensurePostgres({ dataDir: folder });
  databaseUrl = server.url("postgres");
});

test.afterEach(async () => {
  await stopPostgres(folder);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A pause of a random length up to `atMostMs`: when exactly a process dies must not be the test's choice. */
const aWhile = (atMostMs: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * atMostMs));

test("G1, G2, G3: killed at any moment, app and worker end in Stripe's truth with everything exactly once, since machines die in mid-sentence", async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  const settings = {
    TIERLINE_PROFILE: "local",
    NODE_ENV: "production",
    APP_URL: `http://localhost:${port}`,
    AUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: "a secret of thirty-two characters or more",
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: `sk_test_kills${process.pid}`,
    STRIPE_PUBLISHABLE_KEY: `pk_test_kills${process.pid}`,
    STRIPE_API_BASE: runningProduct().sandboxUrl ?? "",
    STRIPE_WEBHOOK_SECRET: "whsec_of_the_drill",
    LOG_LEVEL: "warn",
  };
  Object.assign(process.env, settings);
  const { prepareDrill, deliverUntilTaken, readOutcome } = await import("./fixtures/drill");
  const drill = await prepareDrill(TENANTS);
  const app = anApp(port, settings);
  const worker = aWorker(settings);
  app.start();
  worker.start();
  try {
    const deliveries = deliverUntilTaken(drill, `${settings.APP_URL}/api/webhooks/stripe`);
    for (let i = 0; i < KILLS; i++) {
      await aWhile(2_500);
      const victim = Math.random() < 0.5 ? app : worker;
      await victim.kill();
      victim.start();
    }
    expect(await deliveries).toBeGreaterThan(300);
    await expect.poll(async () => (await readOutcome(drill)).waiting, { timeout: 60_000 }).toBe(0);
    const { differences, perTenant } = await readOutcome(drill);
    expect(differences).toEqual([]);
    for (const tenant of perTenant) expect(tenant).toEqual(drill.expected);
  } finally {
    await app.stop();
    await worker.stop();
    await drill.close();
  }
  expect(app.kills + worker.kills).toBe(KILLS);
});
