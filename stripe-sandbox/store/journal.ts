import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { accountFor, type World } from "../world";

const CHUNK_BYTES = 1024 * 1024;
/** A file below this size is left alone; a larger one is rewritten when it has grown to several times its state. */
const SMALL_BYTES = 16 * 1024 * 1024;
const GROWTH = 3;

type Line = { a: string; i: string; c: string; k: string; v: { id: string } | null };

/**
 * An append-only file of changed objects, replayed at start. Lines are written before a response leaves, so that a
 * kill loses nothing that was answered; the file is rewritten without history at start, at close and when it grows.
 */
export class Journal {
  private file: number;
  private bytes: number;
  /** Size of the state alone, as of the last rewriting. */
  private stateBytes = 0;

  constructor(
    private readonly path: string,
    private readonly smallBytes = SMALL_BYTES,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, "a");
    this.bytes = statSync(path).size;
  }

  /** Appends what the running transaction of the account touched. */
  append(world: World, suffix: string): void {
    const account = world.accounts.get(suffix);
    if (!account || account.touched.size === 0) return;
    let text = "";
    for (const collection of account.touched) {
      for (const id of collection.touchedIds()) {
        text += lineOf({ a: suffix, i: account.id, c: collection.name, k: id, v: collection.find(id) });
      }
    }
    writeSync(this.file, text);
    this.bytes += text.length;
    if (this.bytes > Math.max(this.smallBytes, GROWTH * this.stateBytes)) this.compact(world);
  }

  /** Records an account that was wiped. */
  appendReset(suffix: string, accountId: string): void {
    writeSync(this.file, lineOf({ a: suffix, i: accountId, c: "*", k: "*", v: null }));
  }

  /** Rewrites the file with the present state only; a crash leaves either the old or the new file. */
  compact(world: World): void {
    const next = `${this.path}.tmp`;
    const file = openSync(next, "w");
    let bytes = 0;
    let chunk = "";
    const flush = () => {
      bytes += writeSync(file, chunk);
      chunk = "";
    };
    for (const account of world.accounts.values()) {
      for (const collection of account.collections.values()) {
        for (const row of collection.values()) {
          chunk += lineOf({ a: account.suffix, i: account.id, c: collection.name, k: row.id, v: row });
          if (chunk.length > CHUNK_BYTES) flush();
        }
      }
    }
    flush();
    closeSync(file);
    renameSync(next, this.path);
    closeSync(this.file);
    this.file = openSync(this.path, "a");
    this.bytes = bytes;
    this.stateBytes = bytes;
  }

  close(world: World): void {
    this.compact(world);
    closeSync(this.file);
  }
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** Loads what an earlier process left; a last line cut by a crash was never answered and is dropped. */
export function replay(world: World, path: string): void {
  if (!existsSync(path)) return;
  for (const text of readFileSync(path, "utf8").split("\n")) {
    const line = parseLine(text);
    if (!line) continue;
    if (line.c === "*") {
      world.accounts.delete(line.a);
      continue;
    }
    const collection = accountFor(world, line.a, line.i).collections.get(line.c);
    if (!collection) continue;
    if (line.v) collection.load(line.v);
    else collection.unload(line.k);
  }
}

function parseLine(text: string): Line | null {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
