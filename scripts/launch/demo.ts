import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./paths";
import type { Settings } from "./profile";
import { hashOf } from "./source-hash";
import { runScript, type TaskOutcome } from "./task";

const PUSH_INPUTS = ["scripts/billing-push.ts", "lib/plans", "lib/stripe"];
const SEED_INPUTS = ["scripts/seed-demo.ts", "db/seed.ts"];

/** One of the seeded people to sign in as. */
export interface DemoLogin {
  readonly email: string;
  readonly password: string;
  readonly note: string;
}

interface Done {
  readonly key: string;
  readonly result: unknown;
}

/** Identifies one piece of work over one database and one Stripe account, so that it is done once. */
function keyOf(inputs: readonly string[], env: Settings): string {
  return createHash("sha256")
    .update([hashOf(ROOT, inputs), env.DATABASE_URL, env.STRIPE_SECRET_KEY].join("\n"))
    .digest("hex");
}

function readDone(file: string): Done | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Done;
  } catch {
    return undefined;
  }
}

async function once<T>(file: string, key: string, work: () => Promise<T>): Promise<T> {
  const done = readDone(file);
  if (done?.key === key) return done.result as T;
  const result = await work();
  fs.writeFileSync(file, JSON.stringify({ key, result }), { mode: 0o600 });
  return result;
}

function succeeded(what: string, outcome: TaskOutcome): TaskOutcome {
  if (outcome.code === 0) return outcome;
  throw new Error(`${what}:\n${outcome.output.trim().split("\n").slice(-20).join("\n")}`);
}

/** Creates the catalogue's products and prices at the local Stripe, once for each catalogue. */
export async function pushCatalogue(dataDir: string, env: Settings): Promise<void> {
  await once(path.join(dataDir, "pushed.json"), keyOf(PUSH_INPUTS, env), async () => {
    succeeded("The catalogue could not be pushed", await runScript("scripts/billing-push.ts", env));
    return true;
  });
}

function isLogin(value: unknown): value is DemoLogin {
  return typeof value === "object" && value !== null && "email" in value && "password" in value && "note" in value;
}

/** The logins in the one JSON line that the seed script prints. */
export function parseLogins(stdout: string): DemoLogin[] {
  const line = stdout.split("\n").findLast((candidate) => candidate.startsWith('{"logins"'));
  if (!line) throw new Error(`The demo data came without logins:\n${stdout.trim()}`);
  const { logins } = JSON.parse(line) as { logins: unknown };
  return Array.isArray(logins) ? logins.filter(isLogin) : [];
}

/** Seeds the demo tenants, once for each database, and returns how to sign in as them. */
export function seedDemo(dataDir: string, env: Settings): Promise<DemoLogin[]> {
  return once(path.join(dataDir, "seeded.json"), keyOf(SEED_INPUTS, env), async () => {
    const outcome = succeeded("The demo data could not be written", await runScript("scripts/seed-demo.ts", env));
    return parseLogins(outcome.stdout);
  });
}
