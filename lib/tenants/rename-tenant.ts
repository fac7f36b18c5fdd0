import { eq } from "drizzle-orm";
import { announceTenantChange } from "@/db/queries/announce";
import { tenants } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { requireStanding } from "./require-standing";

interface RenameTenant {
  tenantId: TenantId;
  actor: SignedIn;
  name: string;
  requestId: string;
}

/** Gives a workspace another name; the same name again changes nothing. */
export async function renameTenant({ tenantId, actor, name, requestId }: RenameTenant): Promise<void> {
  await database().transaction(async (tx) => {
    const { tenant } = await requireStanding(tx, tenantId, actor, "tenant:manage");
    if (tenant.name === name) return;
    await tx.update(tenants).set({ name }).where(eq(tenants.id, tenantId));
    const detail = { from: tenant.name, to: name };
    await recordAudit(tx, { tenantId, actor, action: "tenant.rename", detail, requestId });
    await announceTenantChange(tx, tenantId, "renamed");
  });
}
