import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensurePostgres, isPostgresRunning, type PostgresServer } from "./postgres-server";

const WATCH_INTERVAL_MS = 500;

/** The embedded database while it is kept running. */
export interface RunningDatabase {
  readonly url: string;
  readonly reused: boolean;
  /** Rejects when the server is gone and does not come back. */
  readonly failed: Promise<never>;
  /** Ends the watch alone; the server stops by `stopPostgres`. */
  release(): void;
}

/** Where the embedded database keeps its data. */
export function databaseFolder(dataDir: string): string {
  return path.join(dataDir, "postgres");
}

/** Starts or reuses the embedded database and starts it again, on the same port, should it be killed. */
export async function startDatabase(dataDir: string, onRestart: () => void): Promise<RunningDatabase> {
  const folder = databaseFolder(dataDir);
  let server = await ensurePostgres({ dataDir: folder });
  const first: PostgresServer = server;
  let released = false;
  const failed = (async (): Promise<never> => {
    while (!released) {
      await sleep(WATCH_INTERVAL_MS, undefined, { ref: false });
      if (released || isPostgresRunning(server)) continue;
      onRestart();
      server = await ensurePostgres({ dataDir: folder, port: first.port });
      if (server.port !== first.port) throw new Error(`PostgreSQL came back, but its port ${first.port} is taken.`);
    }
    return await new Promise<never>(() => undefined);
  })();
  failed.catch(() => undefined);
  return {
    url: first.url("postgres"),
    reused: first.reused,
    failed,
    release: () => {
      released = true;
    },
  };
}
