import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pollUntil } from "./poll";
import { ensurePostgres, isPostgresRunning, type PostgresServer, stopPostgres } from "./postgres-server";
import { isAlive } from "./process-table";

let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-postgres-test-"));
  // Where root may not use user namespaces the server runs as the user nobody, who has to enter the folder.
  fs.chmodSync(folder, 0o755);
  dataDir = path.join(folder, "data");
});

afterEach(async () => {
  await stopPostgres(dataDir);
  fs.rmSync(folder, { recursive: true, force: true });
});

async function query<T>(server: PostgresServer, text: string, password?: string): Promise<T[]> {
  const url = new URL(server.url("postgres"));
  if (password !== undefined) url.password = password;
  const sql = postgres(url.toString(), { max: 1, connect_timeout: 5 });
  try {
    return [...(await sql.unsafe(text))] as T[];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

it("G27: keeps everything committed over a killed server, at the same port, since a laptop's battery may die at any time", async () => {
  const first = await ensurePostgres({ dataDir });
  await query(first, "create table kept as select 7 as value");
  process.kill(first.pid, "SIGKILL");
  await pollUntil(() => !isAlive(first.pid), { timeoutMs: 5_000 });
  expect(isPostgresRunning(first)).toBe(false);

  const second = await ensurePostgres({ dataDir });
  expect(second).toMatchObject({ reused: false, port: first.port });
  expect(await query(second, "select value from kept")).toEqual([{ value: 7 }]);
});

it("uses a server again that outlived its launcher, and stops it cleanly", async () => {
  const first = await ensurePostgres({ dataDir });
  const again = await ensurePostgres({ dataDir });
  expect(again).toMatchObject({ reused: true, pid: first.pid });
  await stopPostgres(dataDir);
  expect(isAlive(first.pid)).toBe(false);
  expect(isPostgresRunning(first)).toBe(false);
});

it("gives racing starters the same server, since `npm start` may be typed twice", async () => {
  const servers = await Promise.all([1, 2, 3].map(() => ensurePostgres({ dataDir })));
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
});

it("starts although the lock file names a stranger's process, which is usual when a container starts again", async () => {
  await ensurePostgres({ dataDir });
  const lock = fs.readFileSync(path.join(dataDir, "postmaster.pid"), "utf8");
  await stopPostgres(dataDir);
  fs.writeFileSync(path.join(dataDir, "postmaster.pid"), lock.replace(/^\d+/, String(process.ppid)));
  const server = await ensurePostgres({ dataDir });
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
});

it("refuses a wrong password, since other users of the machine reach the port too", async () => {
  const server = await ensurePostgres({ dataDir });
  await expect(query(server, "select 1", "guess")).rejects.toThrow(/password authentication failed/);
});
