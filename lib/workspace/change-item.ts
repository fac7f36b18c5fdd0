import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { type ItemRow, type ListedItem, lockItem, updateItem } from "@/db/queries/workspace";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { requireWrites } from "@/lib/entitlements/read-entitlement";
import { giveBackQuota, takeQuota } from "@/lib/quotas/take-quota";
import { type ItemAddress, noSuchItem, readCounting, requireItem, requireUnlocked } from "./item-rules";

interface ItemChange {
  name?: string | undefined;
  /** True archives, false restores; either again changes nothing. */
  archived?: boolean | undefined;
}

/**
 * Renames, archives or restores an item. An archived one does not count; restoring takes its place in the quota again.
 * Throws `not_found`, `read_only`, `item_locked`, `quota_reached`.
 */
export async function changeItem(address: ItemAddress, { name, archived }: ItemChange): Promise<ListedItem> {
  const { tenantId, resource, itemId } = address;
  return database().transaction(async (tx) => {
    const { access, limit } = await readCounting(tx, tenantId, resource);
    requireWrites(access);
    const row = await lockItem(tx, tenantId, resource, itemId);
    if (!row) throw noSuchItem();
    if (archived === true) await archive(tx, row);
    if (archived === false) await restore(tx, row, limit);
    if (name !== undefined && name !== row.name) {
      requireUnlocked(await requireItem(tx, address));
      await updateItem(tx, row, { name });
    }
    await announceTenantChange(tx, tenantId, "workspace-changed");
    return requireItem(tx, address);
  });
}

async function archive(tx: Transaction, row: ItemRow): Promise<void> {
  if (row.archivedAt) return;
  await updateItem(tx, row, { archivedAt: wallNow() });
  await giveBackQuota(tx, row.tenantId, row.resource);
}

async function restore(tx: Transaction, row: ItemRow, limit: number | null): Promise<void> {
  if (!row.archivedAt) return;
  await takeQuota(tx, row.tenantId, row.resource, limit);
  await updateItem(tx, row, { archivedAt: null });
}
