import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { poll, pollUntil } from "./poll";
import { preferPort } from "./ports";
import { findPostgres, type PostgresBinaries, postgresCommand } from "./postgres-binaries";
import { placeOf } from "./postgres-place";
import { commandLine, isAlive } from "./process-table";

const PASSWORD_FILE = "tierline.password";
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** A PostgreSQL server that listens on this machine's loopback alone. */
export interface PostgresServer {
  readonly pid: number;
  readonly port: number;
  readonly dataDir: string;
  /** True when the server ran already, left by an earlier start. */
  readonly reused: boolean;
  /** The connection URL of one of its databases, password included. */
  url(database: string): string;
}

/** What kind of server is wanted. */
export interface PostgresOptions {
  readonly dataDir: string;
  /** Wished for; another free one is taken when it is not free. */
  readonly port?: number;
  /** `-c name=value` settings, e.g. `{ fsync: "off" }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface RunningState {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

// The password lives inside the data folder (0700), so that a cluster and its password never part.
function passwordOf(dataDir: string): string {
  return fs.readFileSync(path.join(dataDir, PASSWORD_FILE), "utf8").trim();
}

function readState(dataDir: string): RunningState | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The server of this data folder if one is alive; a stranger who was given its old pid is not taken for it. */
function runningServer(dataDir: string): RunningState | undefined {
  const state = readState(dataDir);
  if (!state || !isAlive(state.pid)) return undefined;
  const command = commandLine(state.pid);
  return command === undefined || command.includes(dataDir) ? state : undefined;
}

function describe(dataDir: string, state: RunningState, reused: boolean): PostgresServer {
  const password = passwordOf(dataDir);
  return {
    pid: state.pid,
    port: state.port,
    dataDir,
    reused,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${state.port}/${database}`,
  };
}

/** Creates the cluster beside its place and renames it, so that racing starters end with one whole cluster. */
function initialise(binaries: PostgresBinaries, dataDir: string): void {
  const building = `${dataDir}.init-${process.pid}`;
  const passwordFile = `${building}.password`;
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  fs.rmSync(building, { recursive: true, force: true });
  fs.mkdirSync(building, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (binaries.runAs) {
    for (const owned of [building, passwordFile]) fs.chownSync(owned, binaries.runAs.uid, binaries.runAs.gid);
  }
  const { command, args, ...user } = postgresCommand(binaries, "initdb", [
    ...["-D", building, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"],
  ]);
  const run = spawnSync(command, args, { ...user, env: { ...process.env, LC_ALL: "C" }, encoding: "utf8" });
  if (run.status !== 0) {
    fs.rmSync(building, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
    throw new Error(`PostgreSQL could not create its data in ${dataDir}:\n${run.stderr || run.error?.message}`);
  }
  fs.renameSync(passwordFile, path.join(building, PASSWORD_FILE));
  try {
    fs.renameSync(building, dataDir);
  } catch (cause) {
    // Another starter was first; its cluster serves us as well.
    fs.rmSync(building, { recursive: true, force: true });
    if (!fs.existsSync(path.join(dataDir, "PG_VERSION"))) {
      throw new Error(`${dataDir} is in the way of PostgreSQL's data.`, { cause });
    }
  }
}

function logTail(file: string, from: number): string {
  const text = fs.readFileSync(file).subarray(from).toString("utf8").trim();
  return text.split("\n").slice(-12).join("\n");
}

function spawnServer(binaries: PostgresBinaries, options: PostgresOptions, port: number, logFile: string) {
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", timezone: "UTC", ...options.settings };
  const { command, args, ...user } = postgresCommand(binaries, "postgres", [
    ...["-D", options.dataDir, "-p", String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const log = fs.openSync(logFile, "a", 0o600);
  const env = { ...process.env, LC_ALL: "C" };
  // A group of its own: Ctrl-C in the terminal must not stop the database before its clients.
  const child = spawn(command, args, {
    ...user,
    env,
    cwd: options.dataDir,
    detached: true,
    stdio: ["ignore", log, log],
  });
  fs.closeSync(log);
  child.unref();
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  return { hasEnded: () => failed || child.exitCode !== null || child.signalCode !== null };
}

/** The port of the last start, so that a database client keeps its settings. */
function rememberedPort(dataDir: string): number | undefined {
  try {
    const options = fs.readFileSync(path.join(dataDir, "postmaster.opts"), "utf8");
    return Number(/"-p" "(\d+)"/.exec(options)?.[1]) || undefined;
  } catch {
    return undefined;
  }
}

async function attemptStart(binaries: PostgresBinaries, options: PostgresOptions): Promise<RunningState | string> {
  const { dataDir } = options;
  const logFile = `${dataDir}.log`;
  if (fs.existsSync(logFile) && fs.statSync(logFile).size > LOG_LIMIT_BYTES) fs.truncateSync(logFile);
  const logStart = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const child = spawnServer(binaries, options, await preferPort(options.port ?? rememberedPort(dataDir)), logFile);
  const state = await poll(
    () => {
      const running = runningServer(dataDir);
      if (running?.ready) return running;
      return child.hasEnded() && !running ? ("ended" as const) : undefined;
    },
    { timeoutMs: START_TIMEOUT_MS, intervalMs: 5 },
  );
  return typeof state === "object" ? state : logTail(logFile, logStart) || "it was not ready in time";
}

/**
 * The server of this data folder: the one that runs there, or a new one (created at first use). A server whose
 * owner was killed hard is simply used again.
 */
export async function ensurePostgres(options: PostgresOptions): Promise<PostgresServer> {
  const wished = path.resolve(options.dataDir);
  const running = runningServer(placeOf(wished));
  if (running) {
    const dataDir = placeOf(wished);
    const ready = await poll(() => (runningServer(dataDir)?.ready ? runningServer(dataDir) : undefined), {
      timeoutMs: START_TIMEOUT_MS,
    });
    if (ready) return describe(dataDir, ready, true);
  }
  const binaries = findPostgres(wished);
  const { dataDir } = binaries;
  if (!fs.existsSync(path.join(dataDir, "PG_VERSION"))) initialise(binaries, dataDir);
  // A lock file whose pid now belongs to a stranger (usual in restarted containers) would refuse every start.
  const stale = readState(dataDir);
  if (stale && isAlive(stale.pid) && !runningServer(dataDir))
    fs.rmSync(path.join(dataDir, "postmaster.pid"), { force: true });

  let problem = "";
  // Backends of a killed server need a moment to go, and a port may be taken between the question and the start.
  const state = await poll(
    async () => {
      const outcome = await attemptStart(binaries, { ...options, dataDir });
      if (typeof outcome === "object") return outcome;
      problem = outcome;
      return undefined;
    },
    { timeoutMs: 5_000, intervalMs: 200 },
  );
  if (state) return describe(dataDir, state, false);
  throw new Error(`PostgreSQL did not start in ${dataDir}:\n${problem}`);
}

/** Whether this very server process still runs. */
export function isPostgresRunning(server: PostgresServer): boolean {
  return runningServer(server.dataDir)?.pid === server.pid;
}

/** Stops the server of a data folder: open connections end, everything committed is on disk. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const running = runningServer(placeOf(path.resolve(dataDir)));
  if (!running) return;
  process.kill(running.pid, "SIGINT");
  if (await pollUntil(() => !isAlive(running.pid), { timeoutMs: STOP_TIMEOUT_MS })) return;
  process.kill(running.pid, "SIGQUIT");
  await pollUntil(() => !isAlive(running.pid), { timeoutMs: STOP_TIMEOUT_MS });
}
