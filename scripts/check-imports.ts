import fs from "node:fs";
import path from "node:path";
import { readImports } from "./imports/read-imports";
import { violationsOf } from "./imports/rules";
import { ROOT } from "./launch/paths";

// The rules of direction (who may import whom). Cycles, barrel files and restricted packages are Biome's.
const FOLDERS = ["app", "bench", "components", "db", "e2e", "lib", "scripts", "stripe-sandbox"];
const ROOT_FILES = ["instrumentation.ts", "proxy.ts"];

function sources(): string[] {
  const inFolders = FOLDERS.filter((folder) => fs.existsSync(path.join(ROOT, folder))).flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((name) => path.posix.join(folder, name.split(path.sep).join("/"))),
  );
  const present = ROOT_FILES.filter((file) => fs.existsSync(path.join(ROOT, file)));
  return [...inFolders, ...present].filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
}

const files = sources();
const violations = files.flatMap((file) => {
  const source = fs.readFileSync(path.join(ROOT, file), "utf8");
  return violationsOf(file, source, readImports(file, source));
});

for (const { file, line, message } of violations) console.error(`${file}:${line} ${message}`);
console.log(`${files.length} files, ${violations.length} against the rules of direction`);
if (violations.length > 0 || files.length === 0) process.exitCode = 1;
