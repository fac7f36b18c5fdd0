import { lockBilling } from "@/db/queries/billing";
import { unsuspendTenant } from "@/db/queries/suspensions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

/**
 * Lets a workspace that a lost dispute had suspended work again. The dispute has acted once and does not suspend it
 * anew; another lost dispute would. Repeating it changes nothing.
 */
export async function liftSuspension(tenantId: TenantId, actor: SignedIn, requestId?: string): Promise<void> {
  const lifted = await database().transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    const wasSuspended = await unsuspendTenant(tx, tenantId);
    const entry = { tenantId, actor, as: "operator", action: "tenant.lift-suspension", detail: {} } as const;
    if (wasSuspended) await recordAudit(tx, { ...entry, requestId });
    return wasSuspended;
  });
  // The decision follows, and is told.
  if (lifted) await syncTenantBilling(tenantId, "operator");
}
