import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import * as api from "./schema/api";
import * as billing from "./schema/billing";
import * as catalogue from "./schema/catalogue";
import * as credits from "./schema/credits";
import * as grants from "./schema/grants";
import * as identity from "./schema/identity";
import * as mails from "./schema/mails";
import * as payments from "./schema/payments";
import * as planChanges from "./schema/plan-changes";
import * as quotas from "./schema/quotas";
import * as registrations from "./schema/registrations";
import * as studio from "./schema/studio";
import * as sync from "./schema/sync";
import * as tenants from "./schema/tenants";

const schema = {
  ...api,
  ...billing,
  ...catalogue,
  ...credits,
  ...grants,
  ...identity,
  ...mails,
  ...payments,
  ...planChanges,
  ...quotas,
  ...registrations,
  ...studio,
  ...sync,
  ...tenants,
};

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query runs on: the pool, or a transaction that the caller holds. */
export type Executor = Database | Transaction;

interface Connection {
  url: string;
  sql: Sql;
  db: Database;
}

// On globalThis, since hot reload and Next's separate bundles evaluate this module more than once in a process.
const holder = globalThis as { tierlineConnection?: Connection };

/** Opens the pool of this process; called once by whoever knows the settings (lib/database.ts, a test, a script). */
export function connect(url: string, poolSize: number): Connection {
  const current = holder.tierlineConnection;
  if (current?.url === url) return current;
  const sql = postgres(url, { max: poolSize, onnotice: () => undefined });
  holder.tierlineConnection = { url, sql, db: drizzle(sql, { schema }) };
  return holder.tierlineConnection;
}

/** Closes the pool: at shutdown, and between tests. */
export async function disconnect(): Promise<void> {
  const current = holder.tierlineConnection;
  holder.tierlineConnection = undefined;
  await current?.sql.end({ timeout: 5 });
}
