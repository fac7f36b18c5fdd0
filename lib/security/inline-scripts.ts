import { scriptHash } from "./content-security-policy";

/** Hashes of the inline scripts of each prerendered page, by its route: `{"/en/pricing": ["'sha256-…'"]}`. */
export type ScriptHashes = Record<string, string[]>;

/** Where the build leaves them, relative to the folder that the server runs in. */
export const SCRIPT_HASHES_FILE = ".next/csp-hashes.json";

// HTML's own rule: a script's text ends at the first "</script", whatever stands inside.
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script/gi;
const DATA_TYPE = /\btype=["']application\/(?:ld\+)?json["']/i;

/** The policy's values for a page's inline scripts, each once. Scripts with a `src` need none. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = "", text = ""] of html.matchAll(SCRIPT)) {
    const runs = !/\bsrc=/i.test(attributes) && !DATA_TYPE.test(attributes);
    if (runs && text !== "") hashes.add(scriptHash(text));
  }
  return [...hashes];
}

/** The route that a prerendered file answers: `en/pricing.html` → `/en/pricing`, `index.html` → `/`. */
export function routeOfHtmlFile(file: string): string {
  const path = file.replaceAll("\\", "/").replace(/\.html$/, "");
  return path === "index" ? "/" : `/${path}`;
}
