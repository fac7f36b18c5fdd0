import { and, desc, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { DriftRow } from "@/db/queries/drifts";
import { drifts } from "@/db/schema/sync";
import type { DriftDto } from "@/lib/contracts/operations";
import { decodeCursor, encodeCursor } from "@/lib/cursor";
import { database } from "@/lib/database";
import type { DriftId } from "@/lib/ids";

interface DriftPage {
  /** True: those that stand; false: those that are settled; absent: all. */
  open?: boolean | undefined;
  cursor?: string;
  limit: number;
}

/** Differences that reconciliation found, the newest first. */
export async function listDrifts({ open, cursor, limit }: DriftPage) {
  const after = cursor ? decodeCursor(cursor) : null;
  const older = after
    ? or(lt(drifts.foundAt, after.at), and(eq(drifts.foundAt, after.at), lt(drifts.id, after.id as DriftId)))
    : undefined;
  const standing = open ? isNull(drifts.repairedAt) : isNotNull(drifts.repairedAt);
  const rows = await database()
    .select()
    .from(drifts)
    .where(and(open === undefined ? undefined : standing, older))
    .orderBy(desc(drifts.foundAt), desc(drifts.id))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: rows.slice(0, limit).map(toDriftDto),
    next_cursor: last ? encodeCursor({ at: last.foundAt, id: last.id }) : null,
  };
}

export function toDriftDto(row: DriftRow): DriftDto {
  return {
    id: row.id,
    tenant_id: row.tenantId,
    kind: row.kind,
    subject: row.subject,
    detail: row.detail,
    found_at: row.foundAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    repaired_at: row.repairedAt?.toISOString() ?? null,
    repaired_by: row.repairedBy,
  };
}
