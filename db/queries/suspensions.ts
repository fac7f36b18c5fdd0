import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tenants } from "@/db/schema/tenants";
import type { TenantId } from "@/lib/ids";

/** Suspends a workspace; one that is suspended already keeps its time and reason. */
export async function suspendTenant(tx: Transaction, tenantId: TenantId, reason: string, at: Date): Promise<void> {
  await tx
    .update(tenants)
    .set({ suspendedAt: at, suspendedReason: reason })
    .where(and(eq(tenants.id, tenantId), isNull(tenants.suspendedAt)));
}

/** Lifts a suspension; false when there was none. */
export async function unsuspendTenant(tx: Transaction, tenantId: TenantId): Promise<boolean> {
  const rows = await tx
    .update(tenants)
    .set({ suspendedAt: null, suspendedReason: null })
    .where(and(eq(tenants.id, tenantId), isNotNull(tenants.suspendedAt)))
    .returning({ id: tenants.id });
  return rows.length > 0;
}
