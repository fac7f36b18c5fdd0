import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../launch/paths";
import { freePort } from "../launch/ports";

const READY_TIMEOUT_MS = 20_000;

/** A local Stripe of one test run. */
export interface TestSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a local Stripe with empty state on a free port; `stop` ends it and removes its state. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-sandbox-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    SANDBOX_PORT: String(port),
    SANDBOX_PUBLIC_URL: url,
    SANDBOX_DATA: path.join(folder, "state"),
  };
  const child = spawn(process.execPath, ["--import", "tsx", "stripe-sandbox/main.ts"], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The local Stripe ${reason}:\n${lines.slice(-20).join("\n")}`));
    const timer = setTimeout(() => fail("was not ready in time"), READY_TIMEOUT_MS);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > 200) lines.shift();
        if (!line.includes('"ready"')) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await once(child, "exit");
      clearTimeout(hard);
    }
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
