import type { TimeMachineDto } from "@/lib/contracts/time-machine";
import { database } from "@/lib/database";
import { ACCESS_POLICY } from "@/lib/entitlements/policy";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { listTimeline } from "@/lib/timeline/list-timeline";
import { hasTimeMachine } from "./has-time-machine";
import { listMoments } from "./moments";

const LOG_ENTRIES = 40;

/** Refuses on real Stripe, whose time is everybody's. */
export function requireTimeMachine(): void {
  if (!hasTimeMachine()) throw new AppError("not_found", "Time can be moved at the local Stripe only.");
}

/** Where a workspace stands in its time, where it can go, and what has happened to it. Throws `not_found`. */
export async function readTimeMachine(tenantId: TenantId): Promise<TimeMachineDto> {
  requireTimeMachine();
  const { account, subscription, at } = await readEntitlement(database(), tenantId);
  const log = await listTimeline(tenantId, LOG_ENTRIES);
  const moments = listMoments(subscription?.row ?? null, ACCESS_POLICY, at);
  return {
    now: at.toISOString(),
    is_moved: account.clockFrozenAt !== null,
    can_move: account.stripeCustomerId !== null,
    moments: moments.map((moment) => ({ name: moment.name, at: moment.at.toISOString() })),
    log: log.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  };
}
