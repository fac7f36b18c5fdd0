import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../scripts/launch/ports";
import { isAlive } from "../scripts/launch/process-table";
import { type LaunchedProduct, launchProduct } from "./fixtures/launcher";
import { expect, test } from "./fixtures/test";

let dataDir: string;
let product: LaunchedProduct | undefined;

test.beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-start-"));
});

test.afterEach(async () => {
  await product?.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

function pidIn(file: string): number {
  const text = fs.readFileSync(path.join(dataDir, file), "utf8");
  return file.endsWith(".json") ? JSON.parse(text).pid : Number(text.split("\n")[0]);
}

function allPids(): number[] {
  return ["run/launcher.json", "run/app.json", "run/stripe.json", "postgres/postmaster.pid"].map(pidIn);
}

async function customersAtStripe(sandboxUrl: string | undefined): Promise<string[]> {
  const { stripeAccount } = JSON.parse(fs.readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
  const headers = { authorization: `Bearer sk_test_${stripeAccount}` };
  const answer = await fetch(`${sandboxUrl}/v1/customers?limit=100`, { headers });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data.map(({ id }) => id);
}

test("G27: starts again over the same data after every process was killed, since power fails without asking", async () => {
  test.setTimeout(180_000);
  const place = { port: await freePort(), sandboxPort: await freePort(), dataDir, log: "e2e-start.log" };
  product = await launchProduct(place);
  const { logins } = product;
  const customers = await customersAtStripe(product.sandboxUrl);
  expect(logins.length).toBeGreaterThan(0);
  expect(customers.length).toBeGreaterThan(0);

  const killed = allPids();
  for (const pid of killed) process.kill(pid, "SIGKILL");
  await expect.poll(() => killed.some(isAlive)).toBe(false);

  product = await launchProduct(place);
  expect(product.logins).toEqual(logins);
  expect(await customersAtStripe(product.sandboxUrl)).toEqual(customers);
  const [login] = logins;
  const answer = await fetch(`${product.appUrl}/api/v1/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.appUrl },
    body: JSON.stringify({ email: login?.email, password: login?.password }),
  });
  expect(answer.status).toBe(200);
});

test("G27: Ctrl-C ends every process that the start began, and says so by its exit code", async () => {
  test.setTimeout(180_000);
  product = await launchProduct({
    port: await freePort(),
    sandboxPort: await freePort(),
    dataDir,
    log: "e2e-stop.log",
  });
  const pids = allPids();
  expect(await product.stop()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(fs.readdirSync(path.join(dataDir, "run"))).toEqual([]);
});
