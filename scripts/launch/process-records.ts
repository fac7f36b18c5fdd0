import fs from "node:fs";
import path from "node:path";
import { pollUntil } from "./poll";
import { isAlive, startMark } from "./process-table";

const STOP_TIMEOUT_MS = 5_000;

/** What is written down of a process, so that a later start recognises it, and only it. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** When it started, as the system tells: a pid alone may belong to a stranger by now. */
  readonly mark: string | null;
  readonly note?: string;
}

function runFolder(dataDir: string): string {
  return path.join(dataDir, "run");
}

function recordFile(dataDir: string, name: string): string {
  return path.join(runFolder(dataDir), `${name}.json`);
}

function isRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== "object" || value === null) return false;
  return "pid" in value && Number.isInteger(value.pid) && "mark" in value && "name" in value;
}

function read(file: string): ProcessRecord | undefined {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the recorded process itself still runs; false as soon as that cannot be told for certain. */
export function isSameProcess(record: ProcessRecord): boolean {
  return record.mark !== null && isAlive(record.pid) && startMark(record.pid) === record.mark;
}

/** Writes down a process that was just started. */
export function recordProcess(dataDir: string, name: string, pid: number): void {
  const file = recordFile(dataDir, name);
  const record: ProcessRecord = { name, pid, mark: startMark(pid) ?? null };
  fs.mkdirSync(runFolder(dataDir), { recursive: true });
  fs.writeFileSync(`${file}.new`, JSON.stringify(record));
  fs.renameSync(`${file}.new`, file);
}

/** Forgets a process that ended. */
export function forgetProcess(dataDir: string, name: string): void {
  fs.rmSync(recordFile(dataDir, name), { force: true });
}

/** The process that holds the name already, or undefined when the name is now this process's. */
export function claim(file: string, name: string, note?: string): ProcessRecord | undefined {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, JSON.stringify({ name, pid: process.pid, mark: startMark(process.pid) ?? null, note }));
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, and never replaces: of two racing starters one wins.
        fs.linkSync(own, file);
        return undefined;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        const holder = read(file);
        if (holder && isSameProcess(holder)) return holder;
        fs.rmSync(file, { force: true });
      }
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** Claims the data folder for one launcher; answers with the holder when there is one. */
export function claimDataFolder(dataDir: string, appUrl: string): ProcessRecord | undefined {
  return claim(recordFile(dataDir, "launcher"), "launcher", appUrl);
}

/** Gives the data folder free again. */
export function releaseDataFolder(dataDir: string): void {
  forgetProcess(dataDir, "launcher");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of process.platform === "win32" ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // Not the leader of a group, or gone already.
    }
  }
}

/** Ends a process and its group: asks, then insists. */
export async function endProcess(pid: number, timeoutMs = STOP_TIMEOUT_MS): Promise<void> {
  signalGroup(pid, "SIGTERM");
  if (await pollUntil(() => !isAlive(pid), { timeoutMs })) return;
  signalGroup(pid, "SIGKILL");
  await pollUntil(() => !isAlive(pid), { timeoutMs: STOP_TIMEOUT_MS });
}

/** Ends what an earlier launcher of this data folder left running, and tells the names. Strangers are never touched. */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  if (!fs.existsSync(runFolder(dataDir))) return [];
  const names = fs.readdirSync(runFolder(dataDir)).filter((file) => file.endsWith(".json") && file !== "launcher.json");
  const ended = await Promise.all(
    names.map(async (file) => {
      const record = read(path.join(runFolder(dataDir), file));
      const runs = record !== undefined && isSameProcess(record);
      if (runs) await endProcess(record.pid);
      fs.rmSync(path.join(runFolder(dataDir), file), { force: true });
      return runs ? [record.name] : [];
    }),
  );
  return ended.flat();
}
