import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { listSubscriptions, lockBilling } from "@/db/queries/billing";
import { saveBillingAccount } from "@/db/queries/billing-writes";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { settleAccess } from "@/lib/entitlements/settle-access";
import { appendEvents } from "@/lib/events/append-events";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { hasEnded } from "@/lib/sync/choose-current";

/**
 * Decides a tenant's access anew from what is stored and draws the consequences: when time has passed (the end of a
 * grace period, of a grant, of a credit month), or when an operator gave or took something. Asks Stripe nothing; safe
 * to repeat.
 */
export async function settleTenant(tenantId: TenantId): Promise<void> {
  await database().transaction((tx) => settleTenantIn(tx, tenantId));
}

/** `settleTenant` in the transaction of the change that makes it necessary. */
export async function settleTenantIn(tx: Transaction, tenantId: TenantId): Promise<void> {
  await lockBilling(tx, tenantId);
  const { access, plan, account, dueAt, at } = await readEntitlement(tx, tenantId);
  const settled = await settleAccess(tx, tenantId, { account, access, plan, dueAt, at });
  await appendEvents(tx, tenantId, settled.events);
  const entitlementVersion = account.entitlementVersion + (settled.isNews ? 1 : 0);
  await saveBillingAccount(tx, tenantId, { ...settled.values, entitlementVersion });
  if (settled.isNews) await announceTenantChange(tx, tenantId, "due");
  // A sync looks for what has to be ended at Stripe; it also sees what was paid in the meantime.
  const isOwing = (await listSubscriptions(tx, tenantId)).some((row) => !hasEnded(row) && row.unpaidSinceAt !== null);
  if (isOwing) await addJob(tx, "sync-tenant", { tenantId, cause: "due" }, { key: `sync:${tenantId}` });
}
