import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./launch/paths";

// `npm run openapi` prints the API's description; `-- --write` brings the generated files up to date: the registry of
// routes, the list of contracts and the client's types.
// It describes the others; listing itself would be a cycle of imports.
const SELF = "openapi.json/route.ts";
const V1 = path.join(ROOT, "app/api/v1");

function filesBelow(folder: string, isWanted: (name: string) => boolean): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter(isWanted);
}

const routeFiles = () => filesBelow(V1, (name) => path.posix.basename(name) === "route.ts" && name !== SELF);
const contractFiles = () =>
  filesBelow(path.join(ROOT, "lib/contracts"), (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

const write = (file: string, text: string) => fs.writeFileSync(path.join(ROOT, file), text);

if (process.argv.includes("--write")) {
  const { contractsSource, registrySource } = await import("@/lib/openapi/write-sources");
  write("app/api/v1/_registry.ts", registrySource(routeFiles()));
  write("lib/openapi/contracts.ts", contractsSource(contractFiles()));
}

const { addressOf } = await import("@/lib/openapi/write-sources");
const { listOperations } = await import("@/lib/openapi/operations");
const { buildDocument } = await import("@/lib/openapi/build-document");
// By path, since nothing may import app.
const routes = routeFiles().map((file) => ({ path: addressOf(file), load: () => import(path.join(V1, file)) }));
const document = buildDocument(await listOperations(routes));

if (process.argv.includes("--write")) {
  const { clientTypesSource } = await import("@/lib/openapi/client-types");
  write("lib/api-client/api-types.ts", clientTypesSource(document));
  console.log(
    `${Object.keys(document.paths).length} addresses; now run \`npx biome check --write\` on what was written`,
  );
} else console.log(JSON.stringify(document, null, 2));
