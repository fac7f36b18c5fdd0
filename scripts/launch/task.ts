import { spawn } from "node:child_process";
import { ROOT } from "./paths";
import type { Settings } from "./profile";

const running = new Set<number>();

/** How a program that runs to its end turned out. */
export interface TaskOutcome {
  readonly code: number | null;
  readonly output: string;
  /** Standard output alone, for programs whose last line is their result. */
  readonly stdout: string;
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** Runs a Node program to its end and collects what it says; one that takes too long is ended. */
export function runTask(args: readonly string[], env: Settings, timeoutMs?: number): Promise<TaskOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...env } as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { pid } = child;
    if (pid) running.add(pid);
    let output = "";
    const timer = timeoutMs
      ? setTimeout(() => {
          output += `\nEnded after ${timeoutMs / 1000} s without a result.`;
          if (pid) killGroup(pid);
        }, timeoutMs)
      : undefined;
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      if (pid) running.delete(pid);
      resolve({ code, output, stdout });
    });
  });
}

/** Runs a TypeScript script of the project to its end. */
export function runScript(script: string, env: Settings): Promise<TaskOutcome> {
  return runTask(["--import", "tsx", script], env);
}

/** Ends every task that still runs, with all that it started. */
export function endTasks(): void {
  for (const pid of running) killGroup(pid);
}
