import type { Database, Transaction } from "@/db/client";
import { violatedConstraint } from "@/db/errors";
import { beginUsage, findMovement, insertMovement, lockUsage, sumMovements } from "@/db/queries/quotas";
import { database } from "@/lib/database";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { ItemResource } from "./item-resource";
import { quotaOwner } from "./quota-owner";
import { giveBackQuota, takeQuota } from "./take-quota";

interface MoveQuota {
  tenantId: TenantId;
  resource: ItemResource;
  delta: 1 | -1;
  /** The caller's own name of what came or went. */
  source: string;
}

/**
 * Takes or gives back one of a resource for a service that keeps its things elsewhere. Repeating a source changes
 * nothing, and no more can be given back than such services hold. Throws `read_only`, `quota_reached`,
 * `source_reused`, `invalid_request`.
 */
export async function moveQuota(wanted: MoveQuota): Promise<void> {
  const db = database();
  if (await isRepeated(db, wanted)) return;
  try {
    await db.transaction((tx) => move(tx, wanted));
  } catch (error) {
    // The same source twice at once: the other one's transaction counted it, this one's take is rolled back.
    if (violatedConstraint(error) === null || !(await isRepeated(db, wanted))) throw error;
  }
}

async function isRepeated(db: Database, { tenantId, resource, delta, source }: MoveQuota): Promise<boolean> {
  const known = await findMovement(db, tenantId, source);
  if (known && (known.resource !== resource || known.delta !== delta))
    throw new AppError("source_reused", "This source named something else before. Name every change anew.");
  return known !== null;
}

async function move(tx: Transaction, { tenantId, resource, delta, source }: MoveQuota): Promise<void> {
  if (delta === 1) {
    const { access, plan } = await readEntitlement(tx, tenantId);
    requireWrites(access);
    await takeQuota(tx, tenantId, resource, plan.limits[resource]);
  } else {
    await requireHeld(tx, tenantId, resource);
    await giveBackQuota(tx, tenantId, resource);
  }
  await insertMovement(tx, { tenantId, resource, delta, source });
}

// Under the lock of the count, so that two at once can't give the same one back.
async function requireHeld(tx: Transaction, tenantId: TenantId, resource: ItemResource): Promise<void> {
  const owner = await quotaOwner(tx, tenantId);
  await beginUsage(tx, owner, resource);
  await lockUsage(tx, owner, resource);
  if ((await sumMovements(tx, tenantId, resource)) > 0) return;
  throw new AppError("invalid_request", `delta: services hold none of the ${resource}, so none can be given back.`);
}
