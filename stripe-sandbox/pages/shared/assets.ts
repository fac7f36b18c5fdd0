import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const contentTypes = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8" } as const;

/** A style sheet or script as it is served. */
export interface Asset {
  body: Buffer;
  contentType: string;
  etag: string;
}

const loaded = new Map<string, Asset>();

/** Reads a file of `pages/assets` once; a name that is no plain file name, or unknown, gives null. */
export function findAsset(name: string): Asset | null {
  const extension = /^[a-z0-9-]+\.(css|js)$/.exec(name)?.[1];
  if (extension !== "css" && extension !== "js") return null;
  const known = loaded.get(name);
  if (known) return known;
  let body: Buffer;
  try {
    body = readFileSync(new URL(`../assets/${name}`, import.meta.url));
  } catch {
    return null;
  }
  const asset = { body, contentType: contentTypes[extension], etag: `"${hashOf(body)}"` };
  loaded.set(name, asset);
  return asset;
}

function hashOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}
