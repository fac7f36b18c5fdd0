import { and, eq } from "drizzle-orm";
import { announceTenantChange } from "@/db/queries/announce";
import { tenants } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { settleTenantIn } from "@/lib/due/settle-tenant";
import { AppError } from "@/lib/errors";
import { isId, type TenantId } from "@/lib/ids";
import { recountTree } from "@/lib/quotas/recount-quota";
import { requireStanding } from "./require-standing";
import { followSeats } from "./seats";

interface DetachChild {
  tenantId: TenantId;
  actor: SignedIn;
  childId: string;
  requestId: string;
}

/** Lets a workspace below this one stand on its own, on the Free plan; nothing in it is deleted. */
export async function detachChild({ tenantId, actor, childId, requestId }: DetachChild): Promise<void> {
  await database().transaction(async (tx) => {
    await requireStanding(tx, tenantId, actor, "tenant:manage");
    const [child] = await tx
      .update(tenants)
      .set({ parentId: null })
      .where(and(eq(tenants.id, isId(childId) ? (childId as TenantId) : tenantId), eq(tenants.parentId, tenantId)))
      .returning({ id: tenants.id, name: tenants.name });
    if (!child) throw new AppError("not_found", "There is no such workspace below this one.");
    await settleTenantIn(tx, child.id);
    await followSeats(tx, tenantId);
    // From now on each counts what it holds itself.
    for (const owner of [tenantId, child.id]) await recountTree(tx, owner);
    const detail = { child_id: child.id, name: child.name };
    await recordAudit(tx, { tenantId, actor, action: "child.detach", detail, requestId });
    await recordAudit(tx, { tenantId: child.id, actor, action: "tenant.detached", detail: { parent_id: tenantId } });
    await announceTenantChange(tx, tenantId, "child-detached");
  });
}
