import type { Database } from "@/db/client";
import { type ListedItem, listItems } from "@/db/queries/workspace";
import type { ItemDto } from "@/lib/contracts/workspace";
import { decodeCursor, toPage } from "@/lib/cursor";
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
  return toPage(rows, page.limit, ({ createdAt: at, id }) => ({ at, id }), toItemDto);
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
