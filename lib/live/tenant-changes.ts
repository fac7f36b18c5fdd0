import postgres, { type Sql } from "postgres";
import { TENANT_CHANNEL } from "@/db/queries/announce";
import { env } from "@/lib/env";
import type { TenantId } from "@/lib/ids";

type Listener = (cause: string) => void;

interface Connection {
  sql: Sql;
  ready: Promise<unknown>;
}

interface Hub {
  listeners: Map<TenantId, Set<Listener>>;
  connection: Connection | null;
}

// On globalThis: Next bundles routes apart, and one connection per process must serve them all.
const holder = globalThis as { tierlineChanges?: Hub };

function hub(): Hub {
  holder.tierlineChanges ??= { listeners: new Map(), connection: null };
  return holder.tierlineChanges;
}

function deliver(text: string): void {
  const { tenantId, cause } = JSON.parse(text) as { tenantId: TenantId; cause: string };
  for (const listener of hub().listeners.get(tenantId) ?? []) listener(cause);
}

function tellEveryone(): void {
  for (const set of hub().listeners.values()) for (const listener of set) listener("reconnected");
}

function listen(): Connection {
  // A client of its own: after a refusal the driver goes on trying by itself, and only its end stops that. Left to it,
  // the next reader's attempt would be a second one, and everybody would hear everything twice.
  const sql = postgres(env().DATABASE_URL, { max: 1, onnotice: () => undefined });
  return { sql, ready: sql.listen(TENANT_CHANNEL, deliver, tellEveryone) };
}

async function ensureListening(shared: Hub): Promise<void> {
  shared.connection ??= listen();
  const attempt = shared.connection;
  try {
    await attempt.ready;
  } catch (error) {
    // The next reader tries again; of those that waited for this attempt, the first one clears it away.
    if (shared.connection === attempt) {
      shared.connection = null;
      await attempt.sql.end({ timeout: 0 });
    }
    throw error;
  }
}

/**
 * Calls `listener` after every committed change of the tenant, whichever process made it. After a lost connection
 * everybody is told once, since changes may have been missed. Answers how to stop; rejects when the database cannot be
 * reached.
 */
export async function onTenantChange(tenantId: TenantId, listener: Listener): Promise<() => void> {
  const shared = hub();
  const own = shared.listeners.get(tenantId) ?? new Set();
  shared.listeners.set(tenantId, own.add(listener));
  const stop = () => {
    own.delete(listener);
    if (own.size === 0 && shared.listeners.get(tenantId) === own) shared.listeners.delete(tenantId);
  };
  try {
    await ensureListening(shared);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

/** Hears no more changes; readers that wait for the connection are refused. */
export async function stopListening(): Promise<void> {
  const { connection } = hub();
  holder.tierlineChanges = undefined;
  await connection?.sql.end({ timeout: 1 });
}
