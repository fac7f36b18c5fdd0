import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const RESOURCES = path.join(path.dirname(createRequire(import.meta.url).resolve("stripe")), "../esm/resources");
const METHOD = /\n {4}(\w+)\([^)]*\) \{[^}]*?_makeRequest\(\s*'(\w+)',\s*[`']((?:[^`'$]|\$\{[^}]*\})+)[`']/g;

/** A method of the SDK: the address that its code asks (`/v1/customers/:id`) and the parameters that its types allow. */
export type SdkCall = { resource: string; method: string; pattern: string; params: string[] };

/** Every method of the SDK's classes that asks the v1 API, read from its own files. */
export function sdkCalls(): SdkCall[] {
  const files = readdirSync(RESOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  return files.flatMap((file) => {
    const types = readFileSync(path.join(RESOURCES, file.replace(/\.js$/, ".d.ts")), "utf8");
    const code = readFileSync(path.join(RESOURCES, file), "utf8");
    return [...code.matchAll(METHOD)]
      .map(([, name = "", method = "", written = ""]) => ({
        resource: file.replace(/\.js$/, ""),
        method,
        pattern: written.replace(/\$\{encodeURIComponent\(\w+\)\}/g, ":id"),
        params: paramsOf(types, name),
      }))
      .filter(({ pattern }) => pattern.startsWith("/v1/"));
  });
}

/** The names of a method's parameters, out of the interface that its declaration names. */
function paramsOf(types: string, name: string): string[] {
  const type = new RegExp(`\\n {4}${name}\\([^)]*params\\??: (?:\\w+\\.)?(\\w+)`).exec(types)?.[1];
  const found = new RegExp(
    `^( *)(?:export )?interface ${type}( extends PaginationParams)? \\{\\n((?:.*\\n)*?)\\1\\}`,
    "m",
  ).exec(types);
  if (!type || !found) return [];
  const [, indent = "", pages = "", body = ""] = found;
  const names = [...body.matchAll(new RegExp(`^ {${indent.length + 4}}(\\w+)\\??:`, "gm"))].map(
    (match) => match[1] ?? "",
  );
  return pages === "" ? names : [...names, "limit", "starting_after", "ending_before"];
}
