import { addMs, DAY_MS } from "@/lib/clock";
import type { MomentName } from "@/lib/contracts/time-machine";
import { database } from "@/lib/database";
import { ACCESS_POLICY } from "@/lib/entitlements/policy";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { moveCustomer } from "@/lib/stripe/sandbox-control";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { listMoments } from "./moments";
import { requireTimeMachine } from "./read-time-machine";

type Destination = { moment: MomentName } | { days: number };

/** Moves one workspace's time; renewals, attempts and trials in between happen at the local Stripe, in order. */
export async function moveTime(tenantId: TenantId, destination: Destination): Promise<void> {
  requireTimeMachine();
  const { account, subscription, at } = await readEntitlement(database(), tenantId);
  if (!account.stripeCustomerId)
    throw new AppError("no_billing_account", "There is nobody's time to move before the first purchase.");
  const moments = listMoments(subscription?.row ?? null, ACCESS_POLICY, at);
  const to =
    "days" in destination
      ? addMs(at, destination.days * DAY_MS)
      : moments.find(({ name }) => name === destination.moment)?.at;
  if (!to) throw new AppError("invalid_request", "There is no such moment ahead.");
  await moveCustomer(account.stripeCustomerId, to);
  await syncTenantBilling(tenantId, "clock");
}
