import { announceTenantChange } from "@/db/queries/announce";
import { lockItem, removeItem } from "@/db/queries/workspace";
import { database } from "@/lib/database";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { giveBackQuota } from "@/lib/quotas/take-quota";
import { type ItemAddress, noSuchItem } from "./item-rules";

/** Deletes an item for good and frees its place. Throws `not_found`, `read_only`. */
export async function deleteItem({ tenantId, resource, itemId }: ItemAddress): Promise<void> {
  await database().transaction(async (tx) => {
    requireWrites((await readEntitlement(tx, tenantId)).access);
    const row = await lockItem(tx, tenantId, resource, itemId);
    if (!row) throw noSuchItem();
    await removeItem(tx, row);
    if (!row.archivedAt) await giveBackQuota(tx, tenantId, resource);
    await announceTenantChange(tx, tenantId, "workspace-changed");
  });
}
