import fs from "node:fs";
import path from "node:path";
import { ensureBuild } from "../launch/build";
import { ROOT } from "../launch/paths";
import { runTask, type TaskOutcome } from "../launch/task";
import { ensureChromium } from "./chromium";
import { REPORTS, readReport, reportFile, type Suite } from "./reports";
import { type Tally, tallyOfCheck, tallyOfSuite } from "./tally";

const CHECK_TIMEOUT_MS = 3 * 60_000;
const SUITE_TIMEOUT_MS = 10 * 60_000;
const BIN = path.join(ROOT, "node_modules");

/** How a part of the tests ended; the output is shown when something failed. */
export interface PartResult {
  readonly tally: Tally;
  readonly output: string;
}

/** One of the things that `npm test` does. */
export interface Part {
  readonly name: string;
  /** Names of parts without whose success this one cannot run. */
  readonly needs?: readonly string[];
  run(): Promise<PartResult>;
}

function environment(): Record<string, string | undefined> {
  // Tests choose their own mode; colours would only garble what is kept.
  const { NODE_ENV: _, FORCE_COLOR: __, ...env } = process.env;
  return { ...env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" };
}

async function check(...commands: readonly (readonly string[])[]): Promise<PartResult> {
  let output = "";
  for (const command of commands) {
    const outcome = await runTask(command, environment(), CHECK_TIMEOUT_MS);
    output += outcome.output;
    if (outcome.code !== 0) return { tally: tallyOfCheck(false), output };
  }
  return { tally: tallyOfCheck(true), output };
}

async function suite(name: Suite, run: () => Promise<TaskOutcome>): Promise<PartResult> {
  fs.mkdirSync(REPORTS, { recursive: true });
  // A report of an earlier run must not speak for this one.
  fs.rmSync(reportFile(name), { force: true });
  const outcome = await run();
  return { tally: tallyOfSuite(readReport(name), outcome.code), output: outcome.output };
}

function vitest(name: Suite): Part {
  const args = ["vitest/vitest.mjs", "run", "--project", name, "--reporter=default", "--reporter=json"];
  const command = [path.join(BIN, args[0] ?? ""), ...args.slice(1), `--outputFile.json=${reportFile(name)}`];
  return { name, run: () => suite(name, () => runTask(command, environment(), SUITE_TIMEOUT_MS)) };
}

const NEXT = path.join(BIN, "next/dist/bin/next");

/** Types of everything, the routes' generated ones included. */
export const types: Part = {
  name: "types",
  run: () => check([NEXT, "typegen"], [path.join(BIN, "typescript/bin/tsc"), "--project", "tsconfig.check.json"]),
};

/** Biome: formatting and lint rules. */
export const lint: Part = {
  name: "lint",
  run: () => check([path.join(BIN, "@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]),
};

/** Who may import whom. */
export const imports: Part = {
  name: "import rules",
  run: () => check(["--import", "tsx", "scripts/check-imports.ts"]),
};

export const unit: Part = vitest("unit");
export const integration: Part = vitest("integration");
export const sandbox: Part = vitest("sandbox");

/** The production build; without it there is nothing for a browser to open. */
export const build: Part = {
  name: "build",
  run: async () => {
    try {
      await ensureBuild();
      return { tally: tallyOfCheck(true), output: "" };
    } catch (error) {
      return { tally: tallyOfCheck(false), output: error instanceof Error ? error.message : String(error) };
    }
  },
};

/** The journeys in a real browser, on the production build. */
export const e2e: Part = {
  name: "e2e",
  needs: ["build"],
  run: () =>
    suite("e2e", () => {
      const env = { ...environment(), CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile("e2e") };
      const args = [path.join(BIN, "@playwright/test/cli.js"), "test", "--reporter=list,json"];
      return runTask(args, env, 2 * SUITE_TIMEOUT_MS);
    }),
};

/** The promises and the tests that prove them. */
export const guarantees: Part = {
  name: "guarantees",
  run: () => check(["--import", "tsx", "scripts/guarantees.ts"]),
};
