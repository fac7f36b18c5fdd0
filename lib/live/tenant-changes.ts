import postgres, { type Sql } from "postgres";
import { TENANT_CHANNEL } from "@/db/queries/announce";
import { env } from "@/lib/env";
import type { TenantId, UserId } from "@/lib/ids";

type Listener = (cause: string) => void;

/** What has changed: something of a tenant, a person's sessions, or anything at all. */
export interface Change {
  tenantId?: TenantId;
  userId?: UserId;
}

type ChangeListener = (change: Change) => void;

interface Connection {
  sql: Sql;
  ready: Promise<unknown>;
}

interface Hub {
  listeners: Map<TenantId, Set<Listener>>;
  everyone: Set<ChangeListener>;
  connection: Connection | null;
  /** Whether every change is heard: not before the database has said so, and not while the connection is lost. */
  isHearing: boolean;
}

// On globalThis: Next bundles routes apart, and one connection per process must serve them all.
const holder = globalThis as { tierlineChanges?: Hub };

function hub(): Hub {
  holder.tierlineChanges ??= { listeners: new Map(), everyone: new Set(), connection: null, isHearing: false };
  return holder.tierlineChanges;
}

function deliver(text: string): void {
  const { tenantId, userId, cause } = JSON.parse(text) as Change & { cause: string };
  noteChange({ tenantId, userId });
  if (tenantId) for (const listener of hub().listeners.get(tenantId) ?? []) listener(cause);
}

function tellEveryone(shared: Hub): void {
  shared.isHearing = true;
  noteChange({});
  for (const set of shared.listeners.values()) for (const listener of set) listener("reconnected");
}

const LONGEST_PAUSE_SECONDS = 20;

// The driver asks this exactly when the connection is lost, which it says nowhere else, and waits as long as its own rule would.
function onLoss(shared: Hub, attempt: number): number {
  shared.isHearing = false;
  for (const listener of shared.everyone) listener({});
  return (0.5 + Math.random() / 2) * Math.min(3 ** attempt / 100, LONGEST_PAUSE_SECONDS);
}

function listen(shared: Hub): Connection {
  // A client of its own: after a refusal the driver goes on trying by itself, and only its end stops that. Left to it,
  // the next reader's attempt would be a second one, and everybody would hear everything twice.
  const sql = postgres(env().DATABASE_URL, {
    max: 1,
    onnotice: () => undefined,
    backoff: (attempt) => onLoss(shared, attempt),
  });
  return { sql, ready: sql.listen(TENANT_CHANNEL, deliver, () => tellEveryone(shared)) };
}

async function ensureListening(shared: Hub): Promise<void> {
  shared.connection ??= listen(shared);
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

/** Whether `listener` is told of every change now, so that what it knows is fresh. */
export function isTold(listener: ChangeListener): boolean {
  return hub().isHearing && hub().everyone.has(listener);
}

/**
 * Tells `listener` of every committed change of anything, whichever process made it; and of "anything" (`{}`) whenever
 * changes may have been missed. False when the database cannot be reached, so that nobody can know.
 */
export async function tellOfEveryChange(listener: ChangeListener): Promise<boolean> {
  const shared = hub();
  shared.everyone.add(listener);
  try {
    await ensureListening(shared);
    return shared.isHearing;
  } catch {
    // Whoever wanted to know reads the database itself, and fails there with the reason.
    return false;
  }
}

/** Tells those in this process alone, at once: who changed something here must not read the old state from here. */
export function noteChange(change: Change): void {
  for (const listener of hub().everyone) listener(change);
}

/** Hears no more changes; readers that wait for the connection are refused. */
export async function stopListening(): Promise<void> {
  const { connection, everyone } = hub();
  holder.tierlineChanges = undefined;
  for (const listener of everyone) listener({});
  await connection?.sql.end({ timeout: 1 });
}
