import type { Transaction } from "@/db/client";
import { countUsage, lockUsage, saveUsage } from "@/db/queries/quotas";
import { quotaUsage } from "@/db/schema/quotas";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import type { Resource } from "@/lib/plans/catalogue";
import { ITEM_RESOURCES } from "./item-resource";

/** Counts a resource anew under its lock and keeps the true number; answers what was wrong, or null. */
export async function recountQuota(tx: Transaction, owner: TenantId, resource: Resource) {
  const kept = await lockUsage(tx, owner, resource);
  const used = await countUsage(tx, owner, resource);
  if (kept?.used === used) return null;
  await saveUsage(tx, { tenantId: owner, resource, used });
  return { was: kept?.used ?? null, used };
}

/** Counts a tree anew, in the transaction in which a workspace leaves or joins it; `owner` is the one at its top. */
export async function recountTree(tx: Transaction, owner: TenantId): Promise<void> {
  for (const resource of ITEM_RESOURCES) await recountQuota(tx, owner, resource);
}

/** Counts everything that is kept anew, so that an error of ours does not stay with a customer. */
export async function recountQuotas(): Promise<void> {
  const db = database();
  for (const { tenantId, resource } of await db.select().from(quotaUsage)) {
    const wrong = await db.transaction((tx) => recountQuota(tx, tenantId, resource));
    if (wrong) logger().warn({ tenantId, resource, ...wrong }, "a quota was counted wrongly");
  }
}
