import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { workspaceItems } from "@/db/schema/quotas";
import type { TenantId, WorkspaceItemId } from "@/lib/ids";
import { treeOf } from "./quotas";

export type ItemRow = typeof workspaceItems.$inferSelect;
type ItemResource = ItemRow["resource"];

/** An item, and whether it stands above the limit. */
export interface ListedItem extends ItemRow {
  locked: boolean;
}

interface Counted {
  /** Where the resource is counted. */
  rootId: TenantId;
  resource: ItemResource;
  limit: number | null;
}

/**
 * Whether an item stands above the limit: counted from the oldest of the whole tree, so that what was there first stays
 * of use. Archived ones do not count.
 */
function isLocked({ rootId, resource, limit }: Counted) {
  if (limit === null) return sql<boolean>`false`;
  return sql<boolean>`(${workspaceItems.archivedAt} is null and coalesce(
    (${workspaceItems.createdAt}, ${workspaceItems.id}) >= (
      select edge.created_at, edge.id from ${workspaceItems} edge
      where edge.tenant_id in ${treeOf(rootId)} and edge.resource = ${resource} and edge.archived_at is null
      order by edge.created_at, edge.id offset ${limit} limit 1), false))`;
}

interface ItemPage {
  archived: boolean;
  afterId: string | null;
  limit: number;
}

/** The tenant's items of a resource, newest first. */
export async function listItems(db: Executor, tenantId: TenantId, counted: Counted, page: ItemPage) {
  // Compared in the database: a Date would cut the microseconds by which items are ordered.
  const older = page.afterId
    ? sql`(${workspaceItems.createdAt}, ${workspaceItems.id}) < (select last.created_at, last.id
        from ${workspaceItems} last where last.id = ${page.afterId} and last.tenant_id = ${tenantId})`
    : undefined;
  const rows = await db
    .select({ item: workspaceItems, locked: isLocked(counted) })
    .from(workspaceItems)
    .where(
      and(
        eq(workspaceItems.tenantId, tenantId),
        eq(workspaceItems.resource, counted.resource),
        page.archived ? isNotNull(workspaceItems.archivedAt) : isNull(workspaceItems.archivedAt),
        older,
      ),
    )
    .orderBy(sql`${workspaceItems.createdAt} desc, ${workspaceItems.id} desc`)
    .limit(page.limit);
  return rows.map(({ item, locked }): ListedItem => ({ ...item, locked }));
}

const isItem = (tenantId: TenantId, resource: ItemResource, id: WorkspaceItemId) =>
  and(eq(workspaceItems.tenantId, tenantId), eq(workspaceItems.resource, resource), eq(workspaceItems.id, id));

export async function findItem(
  db: Executor,
  tenantId: TenantId,
  id: WorkspaceItemId,
  counted: Counted,
): Promise<ListedItem | null> {
  const [row] = await db
    .select({ item: workspaceItems, locked: isLocked(counted) })
    .from(workspaceItems)
    .where(isItem(tenantId, counted.resource, id));
  return row ? { ...row.item, locked: row.locked } : null;
}

/** Takes the row lock: archiving, restoring and deleting an item each count once. */
export async function lockItem(tx: Transaction, tenantId: TenantId, resource: ItemResource, id: WorkspaceItemId) {
  const [row] = await tx
    .select()
    .from(workspaceItems)
    .where(isItem(tenantId, resource, id))
    .for("update");
  return row ?? null;
}

export async function insertItem(tx: Transaction, values: typeof workspaceItems.$inferInsert): Promise<void> {
  await tx.insert(workspaceItems).values(values);
}

export async function updateItem(
  tx: Transaction,
  { tenantId, resource, id }: ItemRow,
  change: Partial<Pick<ItemRow, "name" | "archivedAt">>,
): Promise<void> {
  await tx
    .update(workspaceItems)
    .set(change)
    .where(isItem(tenantId, resource, id));
}

export async function removeItem(tx: Transaction, { tenantId, resource, id }: ItemRow): Promise<void> {
  await tx.delete(workspaceItems).where(isItem(tenantId, resource, id));
}
