import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { TenantId, UserId } from "@/lib/ids";

/** The channel on which every process hears that something about a tenant changed. */
export const TENANT_CHANNEL = "tierline_tenant";

/**
 * Tells every listening process after commit; a transaction that rolls back tells nobody. Workspaces below the tenant
 * are told too, since they share its plan and its limits.
 */
export async function announceTenantChange(db: Executor, tenantId: TenantId, cause: string): Promise<void> {
  await db.execute(sql`
    select pg_notify(${TENANT_CHANNEL}, json_build_object('tenantId', id, 'cause', ${cause}::text)::text)
    from (select ${tenantId}::uuid as id union select id from tenants where parent_id = ${tenantId}) as told`);
}

/** Tells every listening process after commit that sessions of the person have ended. */
export async function announceUserChange(db: Executor, userId: UserId, cause: string): Promise<void> {
  await db.execute(sql`select pg_notify(${TENANT_CHANNEL}, ${JSON.stringify({ userId, cause })})`);
}

/** Tells every listening process after commit that something changed which no tenant owns, as the catalogue. */
export async function announceGeneralChange(db: Executor, cause: string): Promise<void> {
  await db.execute(sql`select pg_notify(${TENANT_CHANNEL}, ${JSON.stringify({ cause })})`);
}
