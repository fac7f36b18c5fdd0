import { eq } from "drizzle-orm";
import { announceTenantChange } from "@/db/queries/announce";
import { setRole } from "@/db/queries/members";
import { tenants } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { requireMember } from "./change-role";
import { MEMBERS_CHANGED } from "./end-membership";
import { requireStanding } from "./require-standing";

interface TransferTenant {
  tenantId: TenantId;
  actor: SignedIn;
  userId: string;
  requestId: string;
}

/**
 * Hands the workspace over to another member; the owner stays as an admin. There is an owner before and after and never
 * two, whatever happens at once. A personal workspace becomes a team's: the free credits belong to one person.
 */
export async function transferTenant({ tenantId, actor, userId, requestId }: TransferTenant): Promise<void> {
  await database().transaction(async (tx) => {
    await requireStanding(tx, tenantId, actor, "tenant:own");
    const next = await requireMember(tx, tenantId, userId);
    if (next.userId === actor.user.id) throw new AppError("owner_stays", "You own this workspace already.");
    // In this order: the index allows one owner at any moment.
    await setRole(tx, tenantId, actor.user.id, "admin");
    await setRole(tx, tenantId, next.userId, "owner");
    await tx.update(tenants).set({ kind: "team" }).where(eq(tenants.id, tenantId));
    const detail = { from: actor.user.id, to: next.userId };
    await recordAudit(tx, { tenantId, actor, action: "tenant.transfer", detail, requestId });
    await announceTenantChange(tx, tenantId, MEMBERS_CHANGED);
  });
}
