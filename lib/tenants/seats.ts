import type { Transaction } from "@/db/client";
import type { TenantRow } from "@/db/queries/members";
import { countSeatsPromised, countSeatsWith } from "@/db/queries/seats";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import { appendEvents } from "@/lib/events/append-events";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";

/** The workspace that pays for this one and counts its people: its parent, or itself. */
export function rootOf(tenant: Pick<TenantRow, "id" | "parentId">): TenantId {
  return tenant.parentId ?? tenant.id;
}

/**
 * Refuses with `quota_reached` to promise a seat that the plan has not got: those who are invited already may come too,
 * so the last seat is promised once. The caller holds the tenant's lock, which covers its root.
 */
export async function requireSeatToPromise(
  tx: Transaction,
  tenant: TenantRow,
  email: string,
  now: Date,
): Promise<void> {
  const limit = await seatLimit(tx, tenant);
  if (limit !== null && (await countSeatsPromised(tx, rootOf(tenant), email, now)) > limit) throw seatsUsedUp(limit);
}

/**
 * Refuses with `quota_reached` a person for whom the plan has no seat. Under the tenant's lock, which covers its root,
 * so that nobody else takes the last one in between; call it before the membership is written.
 */
export async function requireSeat(tx: Transaction, tenant: TenantRow, email: string): Promise<void> {
  const limit = await seatLimit(tx, tenant);
  if (limit === null) return;
  const seats = await countSeatsWith(tx, rootOf(tenant), email);
  if (seats > limit) throw seatsUsedUp(limit);
  if (seats === limit)
    await appendEvents(tx, rootOf(tenant), [{ type: "QuotaReached", data: { resource: "users", limit } }]);
}

/** Lets the paid number of people follow, after somebody came or went. */
export async function followSeats(tx: Transaction, tenantId: TenantId): Promise<void> {
  await addJob(tx, "sync-seats", { tenantId }, { key: `sync-seats:${tenantId}` });
}

async function seatLimit(tx: Transaction, tenant: TenantRow): Promise<number | null> {
  return (await readEntitlement(tx, rootOf(tenant))).plan.limits.users;
}

function seatsUsedUp(limit: number): AppError {
  const detail = `The plan has room for ${limit} people, open invitations included. Choose a larger one, or free a seat.`;
  return new AppError("quota_reached", detail, { upgradeUrl: "/upgrade?return_to=/team" });
}
