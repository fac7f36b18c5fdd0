import { and, eq, isNull } from "drizzle-orm";
import { findBillingAccount } from "@/db/queries/billing";
import type { GrantRow } from "@/db/queries/grants";
import { grants } from "@/db/schema/grants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { settleTenantIn } from "@/lib/due/settle-tenant";
import { AppError } from "@/lib/errors";
import type { GrantId, TenantId } from "@/lib/ids";

/** Takes a given plan back from now on; throws `grant_not_found` also for one that was taken back before. */
export async function revokeGrant(tenantId: TenantId, grantId: GrantId, actor: SignedIn): Promise<GrantRow> {
  return database().transaction(async (tx) => {
    const revokedAt = billingNow(await findBillingAccount(tx, tenantId));
    const [row] = await tx
      .update(grants)
      .set({ revokedAt })
      .where(and(eq(grants.id, grantId), eq(grants.tenantId, tenantId), isNull(grants.revokedAt)))
      .returning();
    if (!row) throw new AppError("grant_not_found", "There is no such grant, or it was taken back already.");
    await recordAudit(tx, { tenantId, actor, as: "operator", action: "grant.revoke", detail: { grant: grantId } });
    await settleTenantIn(tx, tenantId);
    return row;
  });
}
