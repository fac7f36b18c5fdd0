import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { type InboxState, inboxEvents } from "@/db/schema/sync";
import type { InboxEventDetailDto, InboxEventDto } from "@/lib/contracts/operations";
import { decodeCursor, toPage } from "@/lib/cursor";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";

export type InboxRow = typeof inboxEvents.$inferSelect;

interface InboxPage {
  state?: InboxState;
  cursor?: string;
  limit: number;
}

// The bodies stay where they are: a page of them would be megabytes.
const { payload: _payload, ...listed } = getTableColumns(inboxEvents);

/** Webhook events, the newest first. */
export async function listInbox({ state, cursor, limit }: InboxPage) {
  const after = cursor ? decodeCursor(cursor) : null;
  // Stripe's ids tell no order, and a burst arrives within a millisecond, which is all that a cursor knows.
  const received = sql`date_trunc('milliseconds', ${inboxEvents.receivedAt})`;
  const older = after
    ? sql`(${received}, ${inboxEvents.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
    : undefined;
  const rows = await database()
    .select(listed)
    .from(inboxEvents)
    .where(and(state ? eq(inboxEvents.state, state) : undefined, older))
    .orderBy(desc(received), desc(inboxEvents.id))
    .limit(limit + 1);
  return toPage(rows, limit, ({ receivedAt: at, id }) => ({ at, id }), toInboxEventDto);
}

/** One event with its body; throws `not_found`. */
export async function requireInboxEvent(id: string | undefined): Promise<InboxRow> {
  const [row] = await database()
    .select()
    .from(inboxEvents)
    .where(eq(inboxEvents.id, id ?? ""));
  if (!row) throw new AppError("not_found", "There is no such event in the inbox.");
  return row;
}

function toInboxEventDto(row: Omit<InboxRow, "payload">): InboxEventDto {
  return {
    id: row.id,
    type: row.type,
    api_version: row.apiVersion,
    subject: row.stripeCustomerId,
    state: row.state,
    attempts: row.attempts,
    last_error: row.lastError,
    received_at: row.receivedAt.toISOString(),
    processed_at: row.processedAt?.toISOString() ?? null,
  };
}

export function toInboxEventDetailDto(row: InboxRow): InboxEventDetailDto {
  return { ...toInboxEventDto(row), payload: row.payload };
}
