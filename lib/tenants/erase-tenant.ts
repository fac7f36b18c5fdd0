import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { findBillingAccount, lockBilling } from "@/db/queries/billing";
import { lockUser, type TenantRow } from "@/db/queries/members";
import { inboxEvents } from "@/db/schema/sync";
import { memberships, tenants } from "@/db/schema/tenants";
import { appendEvents } from "@/lib/events/append-events";
import type { UserId } from "@/lib/ids";
import { recountTree } from "@/lib/quotas/recount-quota";
import { MEMBERS_CHANGED, openHomeIfNone } from "./end-membership";
import { followSeats } from "./seats";
import type { StoppedBilling } from "./stop-billing";
import { BillingRestarted } from "./until-billing-rests";

/**
 * Deletes all that we keep of a tenant whose lock the caller holds, except the audit log and the trials that were given.
 * Throws `BillingRestarted` when a new customer was bound since billing was stopped. `leaving` is somebody who is being
 * deleted himself and needs no other workspace.
 */
export async function eraseTenant(
  tx: Transaction,
  tenant: TenantRow,
  stopped: StoppedBilling,
  leaving?: UserId,
): Promise<void> {
  await lockBilling(tx, tenant.id);
  const bound = (await findBillingAccount(tx, tenant.id))?.stripeCustomerId ?? null;
  // Null: a sync has learned of the deletion. Another one: somebody bought in between, and that must be stopped first.
  if (bound !== null && bound !== stopped.stripeCustomerId) throw new BillingRestarted();
  const people = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(eq(memberships.tenantId, tenant.id))
    .orderBy(memberships.userId);
  await appendEvents(tx, tenant.id, [{ type: "TenantDeleted", data: { kind: tenant.kind } }]);
  await announceTenantChange(tx, tenant.id, MEMBERS_CHANGED);
  await tx.delete(tenants).where(eq(tenants.id, tenant.id));
  if (tenant.parentId) await followSeats(tx, tenant.parentId);
  // What the workspace held was counted at the one that paid for it.
  if (tenant.parentId) await recountTree(tx, tenant.parentId);
  if (stopped.stripeCustomerId) await emptyInbox(tx, stopped.stripeCustomerId);
  for (const { userId } of people) {
    if (userId === leaving) continue;
    await lockUser(tx, userId);
    await openHomeIfNone(tx, userId);
  }
}

// The events have had their effect; their bodies name and describe the customer.
async function emptyInbox(tx: Transaction, stripeCustomerId: string): Promise<void> {
  await tx
    .update(inboxEvents)
    .set({ payload: { erased: true } })
    .where(
      and(eq(inboxEvents.stripeCustomerId, stripeCustomerId), inArray(inboxEvents.state, ["processed", "ignored"])),
    );
}
