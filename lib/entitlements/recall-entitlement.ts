import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { ChangeMemory, type Recollection } from "@/lib/live/change-memory";
import { type Entitlement, readEntitlement } from "./read-entitlement";

// On globalThis: Next bundles routes apart, and they share one memory.
const holder = globalThis as { tierlineEntitlements?: ChangeMemory<Entitlement> };

// A connection that died without a word tells of nothing.
const LONGEST_LIFE_MS = 60_000;

/**
 * A tenant's entitlement without asking the database while nothing has changed: dropped by every announced change of
 * the tenant, and when the decision itself says that it may turn out otherwise.
 */
export function recallEntitlement(tenantId: TenantId): Promise<Entitlement> {
  holder.tierlineEntitlements ??= new ChangeMemory();
  return holder.tierlineEntitlements.recall(tenantId, () => recollect(tenantId));
}

async function recollect(tenantId: TenantId): Promise<Recollection<Entitlement>> {
  const value = await readEntitlement(database(), tenantId);
  // The account may be another tenant's: a child shares its parent's.
  return { value, dependsOn: [{ tenantId }, { tenantId: value.account.tenantId }], lifeMs: lifeOf(value) };
}

function lifeOf({ account, access, dueAt }: Entitlement): number {
  // A frozen clock moves by a sync alone, and a sync announces.
  if (account.clockFrozenAt) return LONGEST_LIFE_MS;
  const ends = [access.nextChangeAt, dueAt].flatMap((at) => (at ? [at.getTime() - wallNow().getTime()] : []));
  return Math.min(LONGEST_LIFE_MS, ...ends);
}
