import type { Database } from "@/db/client";
import { listCreditEntries as queryEntries } from "@/db/queries/credits";
import { decodeCursor, toPage } from "@/lib/cursor";
import type { TenantId } from "@/lib/ids";
import { toCreditEntryDto } from "./credits-dto";

/** The tenant's ledger, newest first. */
export async function listCreditEntries(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const afterId = page.cursor ? decodeCursor(page.cursor).id : null;
  const rows = await queryEntries(db, tenantId, afterId, page.limit + 1);
  return toPage(rows, page.limit, ({ createdAt: at, id }) => ({ at, id }), toCreditEntryDto);
}
