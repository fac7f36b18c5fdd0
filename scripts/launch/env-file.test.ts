import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadEnvFile } from "./env-file";

const NAMES = ["TIERLINE_TEST_OF_FILE", "TIERLINE_TEST_OF_SHELL"] as const;
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-env-"));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of NAMES) delete process.env[name];
});

it("fills in what the environment does not say, so that a command line beats the file", () => {
  process.env.TIERLINE_TEST_OF_SHELL = "shell";
  fs.writeFileSync(path.join(folder, ".env"), NAMES.map((name) => `${name}=file\n`).join(""));
  loadEnvFile(folder);
  expect(NAMES.map((name) => process.env[name])).toEqual(["file", "shell"]);
});

it("asks for no file, because a container has its settings in the environment", () => {
  expect(() => loadEnvFile(folder)).not.toThrow();
});

it.each(["scripts/migrate.ts", "scripts/billing-push.ts"])(
  "serves %s, since a command run by hand must reach the same database and Stripe account as the app",
  (script) => expect(fs.readFileSync(script, "utf8")).toMatch(/^loadEnvFile\(\);$/m),
);
