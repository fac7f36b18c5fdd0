import type { Executor } from "@/db/client";
import { findItem, type ListedItem } from "@/db/queries/workspace";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import { isId, type TenantId, type WorkspaceItemId } from "@/lib/ids";
import { type ItemResource, isItemResource } from "@/lib/quotas/item-resource";
import { quotaOwner } from "@/lib/quotas/quota-owner";

/** Which item is meant, by the words of its address. */
export interface ItemAddress {
  tenantId: TenantId;
  resource: ItemResource;
  itemId: WorkspaceItemId;
}

/** A resource by its name in an address; throws `not_found`. */
export function requireItemResource(name: string | undefined): ItemResource {
  if (isItemResource(name)) return name;
  throw new AppError("not_found", "There is no such kind of thing in a workspace.");
}

/** An item's id from an address; throws `not_found`. */
export function requireItemId(id: string | undefined): WorkspaceItemId {
  if (id !== undefined && isId(id)) return id as WorkspaceItemId;
  throw noSuchItem();
}

/** Where a resource is counted and up to what. */
export async function readCounting(db: Executor, tenantId: TenantId, resource: ItemResource) {
  const [rootId, { plan, access }] = await Promise.all([quotaOwner(db, tenantId), readEntitlement(db, tenantId)]);
  return { rootId, resource, limit: plan.limits[resource], access };
}

/** The item as it stands under the plan of now; throws `not_found`. */
export async function requireItem(db: Executor, { tenantId, resource, itemId }: ItemAddress): Promise<ListedItem> {
  const item = await findItem(db, tenantId, itemId, await readCounting(db, tenantId, resource));
  if (!item) throw noSuchItem();
  return item;
}

/** Refuses to change what stands above the plan's limit; archiving and deleting make room and are not asked this. */
export function requireUnlocked({ locked, resource }: ListedItem): void {
  if (!locked) return;
  const detail = `This is above the plan's number of ${resource} and can only be read, archived or deleted.`;
  throw new AppError("item_locked", detail, { upgradeUrl: `/upgrade?return_to=/workspace/${resource}` });
}

export function noSuchItem(): AppError {
  return new AppError("not_found", "There is no such item in this workspace.");
}
