import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./paths";
import { poll } from "./poll";
import { claim } from "./process-records";
import { writeScriptHashes } from "./script-hashes";
import { hashOfBuildInputs } from "./source-hash";
import { runTask } from "./task";

const NEXT = path.join(ROOT, ".next");
const STANDALONE = path.join(NEXT, "standalone");
const MARKER = path.join(STANDALONE, "tierline-build.json");
const LOCK = path.join(ROOT, "node_modules/.cache/tierline-build.json");
const BUILD_TIMEOUT_MS = 15 * 60_000;

/** The built server's program. */
export const SERVER = path.join(STANDALONE, "server.js");

/** The program of Next's command line, to be run by node itself: killing a wrapper leaves the program behind. */
export const NEXT_PROGRAM = path.join(ROOT, "node_modules/next/dist/bin/next");

function builtHash(): string | undefined {
  try {
    const marker: unknown = JSON.parse(fs.readFileSync(MARKER, "utf8"));
    return typeof marker === "object" && marker !== null && "hash" in marker ? String(marker.hash) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the built application is that of the present sources. */
export function isBuildCurrent(hash: string = hashOfBuildInputs(ROOT)): boolean {
  return fs.existsSync(SERVER) && builtHash() === hash;
}

/** Completes Next's standalone output, which leaves static files to its host, and takes out what it must not hold. */
function completeStandalone(hash: string): void {
  fs.cpSync(path.join(NEXT, "static"), path.join(STANDALONE, ".next/static"), { recursive: true });
  const publicFolder = path.join(ROOT, "public");
  if (fs.existsSync(publicFolder)) fs.cpSync(publicFolder, path.join(STANDALONE, "public"), { recursive: true });
  // Next copies .env files along: secrets of the building machine have no place in what is deployed.
  for (const file of fs.readdirSync(STANDALONE)) {
    if (file.startsWith(".env")) fs.rmSync(path.join(STANDALONE, file));
  }
  writeScriptHashes(STANDALONE);
  // Last, so that an interrupted build never looks whole.
  fs.writeFileSync(MARKER, JSON.stringify({ hash }));
}

async function build(hash: string): Promise<void> {
  fs.rmSync(MARKER, { force: true });
  const { NODE_ENV: _, ...env } = process.env;
  const outcome = await runTask([NEXT_PROGRAM, "build"], { ...env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" });
  if (outcome.code !== 0) throw new Error(`The application does not build:\n${outcome.output.trim()}`);
  completeStandalone(hash);
}

/** Builds the application unless the present sources are built already; true when it had to. */
export async function ensureBuild(): Promise<boolean> {
  const turn = await poll(() => (claim(LOCK, "build") ? undefined : true), {
    timeoutMs: BUILD_TIMEOUT_MS,
    intervalMs: 250,
  });
  if (!turn) throw new Error("Another build of this folder does not come to its end.");
  try {
    const hash = hashOfBuildInputs(ROOT);
    if (isBuildCurrent(hash)) return false;
    await build(hash);
    return true;
  } finally {
    fs.rmSync(LOCK, { force: true });
  }
}
