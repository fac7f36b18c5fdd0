import type { Database } from "@/db/client";
import { type ListedItem, listItems } from "@/db/queries/workspace";
import type { ItemDto } from "@/lib/contracts/workspace";
import { decodeCursor, encodeCursor } from "@/lib/cursor";
import type { TenantId } from "@/lib/ids";
import type { ItemResource } from "@/lib/quotas/item-resource";
import { readCounting } from "./item-rules";

interface Page {
  archived: boolean;
  cursor?: string;
  limit: number;
}

/** The tenant's items of a resource, newest first; those above the plan's limit are marked, never hidden. */
export async function listWorkspaceItems(db: Database, tenantId: TenantId, resource: ItemResource, page: Page) {
  const afterId = page.cursor ? decodeCursor(page.cursor).id : null;
  const counting = await readCounting(db, tenantId, resource);
  const wanted = { archived: page.archived, afterId, limit: page.limit + 1 };
  const rows = await listItems(db, tenantId, counting, wanted);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return { data: shown.map(toItemDto), next_cursor: last ? encodeCursor({ at: last.createdAt, id: last.id }) : null };
}

export function toItemDto(row: ListedItem): ItemDto {
  return {
    id: row.id,
    resource: row.resource,
    name: row.name,
    locked: row.locked,
    archived_at: row.archivedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
