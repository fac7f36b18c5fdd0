import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { TenantId } from "@/lib/ids";

/** The channel on which every process hears that something about a tenant changed. */
export const TENANT_CHANNEL = "tierline_tenant";

/** Tells every listening process after commit; a transaction that rolls back tells nobody. */
export async function announceTenantChange(db: Executor, tenantId: TenantId, cause: string): Promise<void> {
  await db.execute(sql`select pg_notify(${TENANT_CHANNEL}, ${JSON.stringify({ tenantId, cause })})`);
}
