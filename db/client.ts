import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type ParameterOrJSON, type Sql, type TransactionSql, type UnsafeQueryOptions } from "postgres";
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

/**
 * Has each statement parsed and planned once a connection. Drizzle asks for that nowhere, and planning costs more than
 * running most of ours: spending a credit is twice as fast. What has no parameters stays as it is, since it may be
 * several statements.
 */
function preparing<Client extends Sql | TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === "unsafe")
        return (query: string, parameters: ParameterOrJSON<never>[] = [], options: UnsafeQueryOptions = {}) =>
          target.unsafe(query, parameters, { ...options, prepare: parameters.length > 0 });
      const value: unknown = Reflect.get(target, name, receiver);
      if ((name !== "begin" && name !== "savepoint") || !isBody(value)) return value;
      const nest = value.bind(target);
      return (...args: unknown[]) =>
        nest(...args.map((arg) => (isBody(arg) ? (inner: TransactionSql) => arg(preparing(inner)) : arg)));
    },
  });
}

const isBody = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === "function";

/** Opens the pool of this process; called once by whoever knows the settings (lib/database.ts, a test, a script). */
export function connect(url: string, poolSize: number): Connection {
  const current = holder.tierlineConnection;
  if (current?.url === url) return current;
  const sql = postgres(url, { max: poolSize, onnotice: () => undefined });
  holder.tierlineConnection = { url, sql, db: drizzle(preparing(sql), { schema }) };
  return holder.tierlineConnection;
}

/** Closes the pool: at shutdown, and between tests. */
export async function disconnect(): Promise<void> {
  const current = holder.tierlineConnection;
  holder.tierlineConnection = undefined;
  await current?.sql.end({ timeout: 5 });
}
