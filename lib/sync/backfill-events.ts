import { eq, inArray, sql } from "drizzle-orm";
import { findTenantByCustomer } from "@/db/queries/billing";
import { enterDrifts } from "@/db/queries/drifts";
import { inboxEvents, syncCursors } from "@/db/schema/sync";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { type KeptEvent, listEvents } from "@/lib/stripe/list-events";
import { isHandled } from "./handled-events";
import { storeEvent, subjectOf } from "./receive-event";

const CURSOR = "stripe-events";
// What is younger may still be on its way.
const SETTLED_AFTER_MS = 5 * 60_000;
// Stripe's `created` has whole seconds, and an event may be listed a little after it was made.
const OVERLAP_MS = 10 * 60_000;
// Stripe keeps them no longer.
const KEPT_MS = 29 * 86_400_000;

interface Backfill {
  /** Overrides how young an event may be; a test or an operator who knows that nothing is under way. */
  until?: Date;
}

/**
 * Brings in the events that Stripe made since the last look and that never arrived here, because the app was down or a
 * delivery was given up; each is recorded as drift (G4). Answers how many were missed. Safe to repeat.
 */
export async function backfillEvents({ until }: Backfill = {}): Promise<number> {
  const db = database();
  const to = until ?? addMs(wallNow(), -SETTLED_AFTER_MS);
  const [cursor] = await db.select().from(syncCursors).where(eq(syncCursors.name, CURSOR));
  const earliest = addMs(to, -KEPT_MS);
  // The first look of an installation has nothing to make good: it only marks where to begin.
  const since = cursor ? addMs(new Date(cursor.value), -OVERLAP_MS) : to;
  const from = since < earliest ? earliest : since;
  const missed = cursor && from < to ? await bringIn(await listEvents(from, to)) : 0;
  await db
    .insert(syncCursors)
    .values({ name: CURSOR, value: to.toISOString() })
    .onConflictDoUpdate({ target: syncCursors.name, set: { value: to.toISOString(), updatedAt: sql`now()` } });
  return missed;
}

async function bringIn(events: readonly KeptEvent[]): Promise<number> {
  const db = database();
  const handled = events.filter(({ type }) => isHandled(type));
  if (handled.length === 0) return 0;
  const known = await db
    .select({ id: inboxEvents.id })
    .from(inboxEvents)
    .where(
      inArray(
        inboxEvents.id,
        handled.map(({ id }) => id),
      ),
    );
  const arrived = new Set(known.map(({ id }) => id));
  let missed = 0;
  for (const event of handled.filter(({ id }) => !arrived.has(id))) if (await bringInOne(event)) missed += 1;
  return missed;
}

async function bringInOne(event: KeptEvent): Promise<boolean> {
  return database().transaction(async (tx) => {
    if (!(await storeEvent(tx, event, event.body))) return false;
    const customer = await subjectOf(tx, event);
    const tenantId = customer ? await findTenantByCustomer(tx, customer) : null;
    const detail = { type: event.type, customer };
    await enterDrifts(tx, [{ tenantId, kind: "missed_event", subject: event.id, detail, repairedBy: "backfill" }]);
    return true;
  });
}
