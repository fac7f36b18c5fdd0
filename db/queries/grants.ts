import { and, eq, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { grants } from "@/db/schema/grants";
import type { TenantId } from "@/lib/ids";

export type GrantRow = typeof grants.$inferSelect;

/** The tenant's plans that were given and not taken back, whether they run, have run or will. */
export function listStandingGrants(db: Executor, tenantId: TenantId): Promise<GrantRow[]> {
  return db
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tenantId), isNull(grants.revokedAt)));
}
