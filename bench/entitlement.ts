import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { grantPlan } from "@/lib/grants/grant-plan";
import { newId, type SessionId } from "@/lib/ids";
import { ensureBuild, NEXT_PROGRAM, SERVER } from "../scripts/launch/build";
import { ROOT } from "../scripts/launch/paths";
import { freePort } from "../scripts/launch/ports";
import { type Comparison, compare, inParallel } from "./measure";
import { openTenant } from "./world";

const AT_ONCE = 16;
const REQUESTS = 1_500;
const BARE = path.join(ROOT, "bench/bare-next");

async function untilAnswers(url: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing answers at ${url}`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

function get(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      })
      .on("error", reject);
  });
}

async function ask(url: string, headersOf: (call: number) => Record<string, string> = () => ({})) {
  const calls = Array.from({ length: REQUESTS }, (_, index) => index);
  const seconds = await inParallel(calls, AT_ONCE, async (call) => {
    const status = await get(url, headersOf(call));
    if (status !== 200) throw new Error(`${url} answered ${status}`);
  });
  return { done: REQUESTS, seconds };
}

// A key's own limit of calls a minute must not be what is measured.
const KEYS = 10;

/** A workspace with the API, and keys that may read its plan. */
async function openReader(): Promise<{ tenantId: string; keys: string[] }> {
  const { tenantId, userId } = await openTenant();
  const [user] = await database().select().from(users).where(eq(users.id, userId));
  if (!user) throw new Error("the person was not written");
  await database().update(users).set({ emailVerifiedAt: wallNow() }).where(eq(users.id, userId));
  const actor = { sessionId: newId<SessionId>(), user: { ...user, emailVerifiedAt: wallNow() } };
  await grantPlan({ tenantId, actor, tier: "pro", reason: "to be measured", startsAt: null, endsAt: null });
  const wanted = {
    tenantId,
    actor,
    role: "owner",
    name: "bench",
    scopes: ["subscription:read"],
    requestId: "bench",
  } as const;
  const keys: string[] = [];
  for (let i = 0; i < KEYS; i++) keys.push((await createApiKey({ ...wanted, scopes: [...wanted.scopes] })).key);
  return { tenantId, keys };
}

/** Reading an entitlement over the API, unchanged since the last read, against a Next route that returns a constant. */
export async function measureEntitlement(settings: Record<string, string>, port: number): Promise<Comparison> {
  await ensureBuild();
  const built = spawnSync(process.execPath, [NEXT_PROGRAM, "build", BARE], { cwd: ROOT, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the bare application does not build:\n${built.stdout}\n${built.stderr}`);
  const { tenantId, keys } = await openReader();
  const barePort = await freePort();
  const shared = { ...process.env, NODE_ENV: "production" as const, HOSTNAME: "localhost" };
  const app = spawn(process.execPath, [SERVER], {
    env: { ...shared, ...settings, PORT: String(port), WORKER: "external" },
    stdio: "ignore",
  });
  const bare = spawn(process.execPath, [NEXT_PROGRAM, "start", BARE, "--port", String(barePort)], {
    env: shared,
    stdio: "ignore",
  });
  try {
    const ours = `http://localhost:${port}/api/v1/tenants/${tenantId}/subscription/tier`;
    const constant = `http://localhost:${barePort}/constant`;
    await Promise.all([untilAnswers(`http://localhost:${port}/api/health`), untilAnswers(constant)]);
    return await compare({
      title: "entitlement read over the API",
      unit: "requests",
      atLeast: 0.8,
      ours: {
        name: "GET …/subscription/tier",
        run: () => ask(ours, (call) => ({ authorization: `Bearer ${keys[call % KEYS]}` })),
      },
      limit: { name: "Next route with a constant", run: () => ask(constant) },
    });
  } finally {
    await Promise.all([end(app), end(bare)]);
    agent.destroy();
  }
}
