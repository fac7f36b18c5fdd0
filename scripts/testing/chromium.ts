import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { localBin } from "../launch/paths";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser on this machine: CHROMIUM_PATH, one on the PATH, an installed application, or Playwright's own. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = NAMES.flatMap((name) => ["/usr/bin", ...folders].map((folder) => path.join(folder, name)));
  const candidates = [process.env.CHROMIUM_PATH, ...onPath, ...APPLICATIONS, chromium.executablePath()];
  return candidates.find((candidate) => candidate && fs.existsSync(candidate));
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
}

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !fs.existsSync("/usr/bin/apt-get")) return false;
  return (
    run("apt-get", ["update", "-qq"]) && run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"])
  );
}

/** Finds a browser for the tests, or installs one: Debian's as root, otherwise Playwright's. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (!installFromDebian()) run(localBin("playwright"), ["install", "chromium"]);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error("No Chromium for the browser tests. Install one, or name it: CHROMIUM_PATH=/path/to/chromium");
}
