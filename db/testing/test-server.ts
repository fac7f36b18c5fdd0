import path from "node:path";
import postgres, { type Sql } from "postgres";
import { dataFolder } from "../../scripts/launch/paths";
import { poll } from "../../scripts/launch/poll";
import { ensurePostgres, stopPostgres } from "../../scripts/launch/postgres-server";
import { IN_USE_LOCK } from "./template-database";

const DATA_DIR = path.join(dataFolder(), "pg-test");
// Nothing in a test database is worth a disk flush.
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  log_min_messages: "fatal",
};

/** The test server, held for one run. */
export interface TestServer {
  readonly adminUrl: string;
  /** Lets go; the last run that lets go stops the server. */
  release(): Promise<void>;
}

function connect(url: string): Sql {
  return postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined });
}

async function holdShared(url: string): Promise<Sql | undefined> {
  const sql = connect(url);
  try {
    await sql`select pg_advisory_lock_shared(${IN_USE_LOCK})`;
    return sql;
  } catch {
    // The last user is stopping the server this very moment: the caller starts it anew.
    await sql.end({ timeout: 0 });
    return undefined;
  }
}

async function isLastUser(sql: Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${IN_USE_LOCK})`;
  const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${IN_USE_LOCK}) as alone`;
  return row?.alone === true;
}

/**
 * Starts (or joins) the throw-away PostgreSQL of the tests; runs side by side share it. `TEST_DATABASE_URL` names
 * another server instead, with the right to create databases.
 */
export async function acquireTestServer(): Promise<TestServer> {
  const outside = process.env.TEST_DATABASE_URL;
  if (outside) return { adminUrl: outside, release: async () => undefined };
  const held = await poll(
    async () => {
      const server = await ensurePostgres({ dataDir: DATA_DIR, settings: SETTINGS });
      const adminUrl = server.url("postgres");
      const sql = await holdShared(adminUrl);
      return sql ? { adminUrl, sql } : undefined;
    },
    { timeoutMs: 30_000, intervalMs: 100 },
  );
  if (!held) throw new Error(`The test database in ${DATA_DIR} does not accept connections.`);
  return {
    adminUrl: held.adminUrl,
    release: async () => {
      const last = await isLastUser(held.sql);
      if (last) await stopPostgres(DATA_DIR);
      await held.sql.end({ timeout: 0 });
    },
  };
}
