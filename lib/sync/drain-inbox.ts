import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Executor } from "@/db/client";
import { findTenantByCustomer, listTenantsOnClock } from "@/db/queries/billing";
import { type InboxState, inboxEvents } from "@/db/schema/sync";
import { database } from "@/lib/database";
import { describeError } from "@/lib/describe-error";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { syncTenantBilling } from "./sync-tenant-billing";

/** Which try of how many this is; the last one leaves the events to an operator. */
export interface Attempt {
  number: number;
  of: number;
}

/**
 * Serves every event that waits for one customer by one sync. Events that arrive while it runs are not marked: their
 * own job follows. A failure is written on the events and thrown, so that the queue tries again with backoff.
 */
export async function drainInbox(stripeCustomerId: string, attempt: Attempt): Promise<void> {
  const db = database();
  const waiting = await listWaiting(db, stripeCustomerId);
  if (waiting.length === 0) return;
  const tenantId = await findTenantByCustomer(db, stripeCustomerId);
  if (!tenantId) {
    const onClock = await listTenantsOnClock(db, stripeCustomerId);
    if (onClock.length > 0) return syncAll(db, onClock, waiting);
    // Not one of ours (yet): never adopted by guessing (G22), kept where an operator sees it.
    return mark(db, waiting, "parked");
  }
  try {
    // In the transaction of their effect: no event is ever half done, and the disk is waited for once.
    await syncTenantBilling(tenantId, "webhook", (tx) => mark(tx, waiting, "processed"));
  } catch (error) {
    await recordFailure(db, waiting, error, attempt);
    throw error;
  }
}

/** Time has moved for these tenants: it alone changes access, also when nothing else of them changed at Stripe. */
async function syncAll(db: Database, tenantIds: TenantId[], waiting: string[]): Promise<void> {
  for (const tenantId of tenantIds)
    await addJob(db, "sync-tenant", { tenantId, cause: "clock" }, { key: `sync:${tenantId}` });
  await mark(db, waiting, "processed");
}

// A dead event is served by any later sync that works, so it is taken up as well.
async function listWaiting(db: Database, stripeCustomerId: string): Promise<string[]> {
  const rows = await db
    .select({ id: inboxEvents.id })
    .from(inboxEvents)
    .where(
      and(
        eq(inboxEvents.stripeCustomerId, stripeCustomerId),
        inArray(inboxEvents.state, ["received", "dead", "parked"]),
      ),
    );
  return rows.map((row) => row.id);
}

async function mark(db: Executor, ids: string[], state: InboxState): Promise<void> {
  await db
    .update(inboxEvents)
    .set({ state, processedAt: sql`now()`, lastError: null })
    .where(inArray(inboxEvents.id, ids));
}

async function recordFailure(db: Database, ids: string[], error: unknown, attempt: Attempt): Promise<void> {
  const { message, code } = describeError(error);
  const lastError = code === undefined ? message : `${message} (${code})`;
  const state: InboxState = attempt.number >= attempt.of ? "dead" : "received";
  await db
    .update(inboxEvents)
    .set({ state, lastError, attempts: sql`${inboxEvents.attempts} + 1` })
    .where(inArray(inboxEvents.id, ids));
}
