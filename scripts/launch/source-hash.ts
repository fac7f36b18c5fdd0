import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

// What a build reads. Tests, scripts and documents do not change it.
const BUILD_INPUTS = [
  ...["app", "components", "db", "lib", "public"],
  ...["instrumentation.ts", "instrumentation-client.ts", "proxy.ts", "auth.ts", "next.config.ts", "postcss.config.mjs"],
  ...["package.json", "package-lock.json", "tsconfig.json"],
  ...["scripts/launch/build.ts", "scripts/launch/script-hashes.ts"],
];

function isSource(file: string): boolean {
  return !/\.test\.tsx?$/.test(file) && !file.endsWith(".md") && !file.split(path.sep).includes("testing");
}

function filesOf(root: string, input: string): string[] {
  const absolute = path.join(root, input);
  const stat = fs.statSync(absolute, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [input];
  return fs
    .readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** One value for the contents of files and folders: equal exactly when nothing that counts has changed. */
export function hashOf(root: string, inputs: readonly string[]): string {
  const hash = createHash("sha256");
  const files = inputs.flatMap((input) => filesOf(root, input)).filter(isSource);
  for (const file of files.sort()) {
    hash
      .update(file)
      .update("\0")
      .update(fs.readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** The hash of everything that a build of the application depends on. */
export function hashOfBuildInputs(root: string): string {
  return hashOf(root, BUILD_INPUTS);
}
