import { announceTenantChange } from "@/db/queries/announce";
import { insertItem, type ListedItem } from "@/db/queries/workspace";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { requireWrites } from "@/lib/entitlements/read-entitlement";
import { newId, type TenantId } from "@/lib/ids";
import type { ItemResource } from "@/lib/quotas/item-resource";
import { takeQuota } from "@/lib/quotas/take-quota";
import { readCounting, requireItem } from "./item-rules";

interface CreateItem {
  tenantId: TenantId;
  actor: SignedIn;
  resource: ItemResource;
  name: string;
}

/** Makes one more, as long as the plan has room for it. Throws `read_only`, `quota_reached`. */
export async function createItem({ tenantId, actor, resource, name }: CreateItem): Promise<ListedItem> {
  return database().transaction(async (tx) => {
    const { access, limit } = await readCounting(tx, tenantId, resource);
    requireWrites(access);
    await takeQuota(tx, tenantId, resource, limit);
    const itemId = newId<ListedItem["id"]>();
    await insertItem(tx, { id: itemId, tenantId, resource, name, createdBy: actor.user.id });
    await announceTenantChange(tx, tenantId, "workspace-changed");
    return requireItem(tx, { tenantId, resource, itemId });
  });
}
