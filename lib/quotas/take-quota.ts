import type { Transaction } from "@/db/client";
import { beginUsage, returnUsage, takeUsage } from "@/db/queries/quotas";
import { AppError } from "@/lib/errors";
import { appendEvents } from "@/lib/events/append-events";
import type { TenantId } from "@/lib/ids";
import type { ItemResource } from "./item-resource";
import { quotaOwner } from "./quota-owner";

/**
 * Takes one of a counted resource, however many ask at once (G19); `limit` null means unlimited, which is counted all
 * the same. Call it before the counted row is written, in the same transaction. Throws `quota_reached`.
 */
export async function takeQuota(
  tx: Transaction,
  tenantId: TenantId,
  resource: ItemResource,
  limit: number | null,
): Promise<void> {
  const owner = await quotaOwner(tx, tenantId);
  const used = await take(tx, owner, resource, limit);
  if (used === null) throw quotaReached(resource, limit ?? 0);
  // Said by the one who takes the last, so that it is said once.
  if (used === limit) await appendEvents(tx, owner, [{ type: "QuotaReached", data: { resource, limit } }]);
}

async function take(tx: Transaction, owner: TenantId, resource: ItemResource, limit: number | null) {
  const used = await takeUsage(tx, owner, resource, limit);
  if (used !== null) return used;
  // Either the limit is reached, or nothing was ever taken: then what is there already is counted first.
  await beginUsage(tx, owner, resource);
  return takeUsage(tx, owner, resource, limit);
}

/** Gives one of a counted resource back, in the transaction in which it goes. */
export async function giveBackQuota(tx: Transaction, tenantId: TenantId, resource: ItemResource): Promise<void> {
  await returnUsage(tx, await quotaOwner(tx, tenantId), resource);
}

/** The refusal at the limit, with the way to lift it. */
export function quotaReached(resource: ItemResource, limit: number): AppError {
  const detail = `The plan allows ${limit} ${resource}. Archive or remove some, or choose a plan with more.`;
  return new AppError("quota_reached", detail, { upgradeUrl: `/upgrade?return_to=/workspace/${resource}` });
}
