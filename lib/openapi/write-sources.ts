import { operationId } from "./operations";

// The generated files of the API's description, as text. `npm run openapi -- --write` writes them.
const HEAD = "// Written by `npm run openapi -- --write`; a test fails while it is not up to date.";

const compare = (a: string, b: string) => (a < b ? -1 : 1);

/** The address below /api/v1 that a route file answers: `plans/[tier]/route.ts` is `/plans/{tier}`. */
export function addressOf(file: string): string {
  const folders = file.replace(/\/?route\.ts$/, "").split("/");
  return `/${folders.map((name) => name.replace(/^\[(\w+)\]$/, "{$1}")).join("/")}`;
}

/** `app/api/v1/_registry.ts`: every route file of the API. */
export function registrySource(files: readonly string[]): string {
  const lines = [...files]
    .sort(compare)
    .map((file) => `  { path: "${addressOf(file)}", load: () => import("./${file.replace(/\.ts$/, "")}") },`);
  return `import type { RegisteredRoute } from "@/lib/openapi/operations";

${HEAD}
/** Every address of the API. */
export const ROUTES: readonly RegisteredRoute[] = [
${lines.join("\n")}
];
`;
}

/** `lib/openapi/contracts.ts`: every module of contracts. */
export function contractsSource(files: readonly string[]): string {
  const names = [...files].sort(compare).map((file) => file.replace(/\.ts$/, ""));
  const variable = (name: string) => operationId("GET", `/${name}`).slice("get".length);
  const imports = names.map((name) => `import * as ${variable(name)} from "@/lib/contracts/${name}";`);
  return `${imports.join("\n")}

${HEAD}
/** Every module of contracts, for the names of their schemas. */
export const CONTRACTS: Readonly<Record<string, object>> = {
${names.map((name) => `  ${variable(name)},`).join("\n")}
};
`;
}
