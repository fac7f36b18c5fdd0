import { countUsage, lockUsage, saveUsage } from "@/db/queries/quotas";
import { quotaUsage } from "@/db/schema/quotas";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import type { Resource } from "@/lib/plans/catalogue";

/** Counts a resource anew under its lock and keeps the true number; answers what was wrong, or null. */
export async function recountQuota(owner: TenantId, resource: Resource) {
  return database().transaction(async (tx) => {
    const kept = await lockUsage(tx, owner, resource);
    const used = await countUsage(tx, owner, resource);
    if (kept?.used === used) return null;
    await saveUsage(tx, { tenantId: owner, resource, used });
    return { was: kept?.used ?? null, used };
  });
}

/** Counts everything that is kept anew, so that an error of ours does not stay with a customer. */
export async function recountQuotas(): Promise<void> {
  for (const { tenantId, resource } of await database().select().from(quotaUsage)) {
    const wrong = await recountQuota(tenantId, resource);
    if (wrong) logger().warn({ tenantId, resource, ...wrong }, "a quota was counted wrongly");
  }
}
