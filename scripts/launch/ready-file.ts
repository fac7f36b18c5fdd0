import fs from "node:fs";
import path from "node:path";
import type { DemoLogin } from "./demo";

/** What a program that started the product (the browser tests, a script) wants to know of it. */
export interface ReadyProduct {
  readonly appUrl: string;
  readonly sandboxUrl: string | undefined;
  readonly logins: readonly DemoLogin[];
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, "ready.json");
}

/** Tells that the product of this data folder serves now. */
export function writeReadyFile(dataDir: string, product: ReadyProduct): void {
  fs.writeFileSync(`${fileOf(dataDir)}.new`, JSON.stringify(product), { mode: 0o600 });
  fs.renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir));
}

/** Takes that back: before a start and after a stop. */
export function removeReadyFile(dataDir: string): void {
  fs.rmSync(fileOf(dataDir), { force: true });
}

/** The product that serves from this data folder, undefined while none is ready. */
export function readReadyFile(dataDir: string): ReadyProduct | undefined {
  try {
    return JSON.parse(fs.readFileSync(fileOf(dataDir), "utf8")) as ReadyProduct;
  } catch {
    return undefined;
  }
}
