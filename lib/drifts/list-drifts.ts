import { and, desc, isNotNull, isNull, lt } from "drizzle-orm";
import type { DriftRow } from "@/db/queries/drifts";
import { drifts } from "@/db/schema/sync";
import type { DriftDto } from "@/lib/contracts/operations";
import { decodeCursor, toPage } from "@/lib/cursor";
import { database } from "@/lib/database";
import { type DriftId, requireId } from "@/lib/ids";

interface DriftPage {
  /** True: those that stand; false: those that are settled; absent: all. */
  open?: boolean | undefined;
  cursor?: string;
  limit: number;
}

/** Differences that reconciliation found, the newest first. */
export async function listDrifts({ open, cursor, limit }: DriftPage) {
  const afterId = cursor ? requireId<DriftId>(decodeCursor(cursor).id) : null;
  const standing = open ? isNull(drifts.repairedAt) : isNotNull(drifts.repairedAt);
  const rows = await database()
    .select()
    .from(drifts)
    .where(and(open === undefined ? undefined : standing, afterId ? lt(drifts.id, afterId) : undefined))
    .orderBy(desc(drifts.id))
    .limit(limit + 1);
  return toPage(rows, limit, ({ foundAt: at, id }) => ({ at, id }), toDriftDto);
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
