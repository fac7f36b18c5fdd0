import type { Database } from "@/db/client";
import { listCreditEntries as queryEntries } from "@/db/queries/credits";
import { decodeCursor, encodeCursor } from "@/lib/cursor";
import type { TenantId } from "@/lib/ids";
import { toCreditEntryDto } from "./credits-dto";

/** The tenant's ledger, newest first. */
export async function listCreditEntries(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const afterId = page.cursor ? decodeCursor(page.cursor).id : null;
  const rows = await queryEntries(db, tenantId, afterId, page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    data: shown.map(toCreditEntryDto),
    next_cursor: last ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
