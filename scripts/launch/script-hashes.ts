import fs from "node:fs";
import path from "node:path";
import {
  inlineScriptHashes,
  routeOfHtmlFile,
  SCRIPT_HASHES_FILE,
  type ScriptHashes,
} from "../../lib/security/inline-scripts";

/**
 * Writes the hashes of the inline scripts of every prerendered page into the built folder, for the pages'
 * Content-Security-Policy: a static page carries no nonce.
 */
export function writeScriptHashes(standalone: string): void {
  const pages = path.join(standalone, ".next/server/app");
  const files = fs.existsSync(pages) ? fs.readdirSync(pages, { recursive: true, encoding: "utf8" }) : [];
  const hashes: ScriptHashes = {};
  for (const file of files.filter((name) => name.endsWith(".html")).sort()) {
    hashes[routeOfHtmlFile(file)] = inlineScriptHashes(fs.readFileSync(path.join(pages, file), "utf8"));
  }
  fs.writeFileSync(path.join(standalone, SCRIPT_HASHES_FILE), JSON.stringify(hashes));
}
