import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "./paths";
import { endProcess, forgetProcess, recordProcess } from "./process-records";
import type { Settings } from "./profile";

const END_WITH_PARENT = pathToFileURL(path.join(import.meta.dirname, "end-with-parent.mjs")).href;
const STEADY_AFTER_MS = 30_000;
const MAX_QUICK_ENDS = 4;
const KEPT_LINES = 40;

/** A Node program of the product that runs until the launcher ends. */
export interface ChildSpec {
  readonly name: string;
  /** Node's arguments: flags, script, the script's arguments. */
  readonly args: readonly string[];
  readonly env: Settings;
  readonly dataDir: string;
  readonly onLine: (line: string) => void;
  /** True once the program serves; asked again and again after each line and each few milliseconds. */
  readonly isReady: () => Promise<boolean>;
}

/** A supervised child: it is started again when it ends unasked. */
export interface Child {
  /** Settles when the program serves for the first time; rejects with its last words when it cannot. */
  readonly ready: Promise<void>;
  /** Rejects when the program keeps ending. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

function spawnOnce(spec: ChildSpec, lastLines: string[]): ChildProcess {
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...spec.args], {
    cwd: ROOT,
    env: { ...spec.env } as NodeJS.ProcessEnv,
    // A group of its own: Ctrl-C reaches the launcher alone, which then stops everything in order.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  if (child.pid) recordProcess(spec.dataDir, spec.name, child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
      spec.onLine(line);
    });
  }
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

/** Starts a program and keeps it running; a crash is said, survived, and given up on only when it repeats. */
export function startChild(spec: ChildSpec): Child {
  const lastLines: string[] = [];
  let stopping = false;
  let isUp = false;
  let current = spawnOnce(spec, lastLines);

  const ready = (async () => {
    while (!(await spec.isReady())) {
      if (current.exitCode !== null || current.signalCode !== null) {
        throw new Error(stopping ? `${spec.name} was stopped` : `${spec.name} did not start:\n${lastLines.join("\n")}`);
      }
      await sleep(20);
    }
    isUp = true;
  })();

  const failed = (async (): Promise<never> => {
    let quickEnds = 0;
    for (;;) {
      const begun = performance.now();
      await ended(current);
      // Before it ever served, `ready` tells what is wrong; after a wanted stop there is nothing to tell.
      if (stopping || !isUp) return await new Promise<never>(() => undefined);
      quickEnds = performance.now() - begun > STEADY_AFTER_MS ? 0 : quickEnds + 1;
      if (quickEnds > MAX_QUICK_ENDS) throw new Error(`${spec.name} keeps ending:\n${lastLines.join("\n")}`);
      spec.onLine(`ended unexpectedly (${current.signalCode ?? `code ${current.exitCode}`}); starting it again`);
      await sleep(200 * quickEnds);
      if (!stopping) current = spawnOnce(spec, lastLines);
    }
  })();

  // Both are awaited by the launcher, though not from the first moment on.
  ready.catch(() => undefined);
  failed.catch(() => undefined);
  return {
    ready,
    failed,
    stop: async () => {
      stopping = true;
      if (current.pid && current.exitCode === null && current.signalCode === null) await endProcess(current.pid);
      forgetProcess(spec.dataDir, spec.name);
    },
  };
}
