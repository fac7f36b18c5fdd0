import { spawnSync } from "node:child_process";
import fs from "node:fs";

/** Whether a process with this id exists (also one of another user's). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function statFields(pid: number): string[] | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function isZombie(pid: number): boolean {
  return process.platform === "linux" && statFields(pid)?.[0] === "Z";
}

function askPs(pid: number, column: string): string | undefined {
  if (process.platform === "win32") return undefined;
  const run = spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" });
  return run.status === 0 ? run.stdout.trim() || undefined : undefined;
}

/**
 * A value that two processes never share together with their pid: when the process started, as the system tells it.
 * Undefined when there is no such process or the system does not say.
 */
export function startMark(pid: number): string | undefined {
  if (process.platform === "linux") return statFields(pid)?.[19];
  return askPs(pid, "lstart");
}

/** The command line of a process, undefined when the system does not say. */
export function commandLine(pid: number): string | undefined {
  if (process.platform !== "linux") return askPs(pid, "command");
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || undefined;
  } catch {
    return undefined;
  }
}
