import { desc, eq } from "drizzle-orm";
import type { GrantRow } from "@/db/queries/grants";
import { grants } from "@/db/schema/grants";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";

/** Every plan that was ever given to the tenant, the newest first. */
export function listGrants(tenantId: TenantId): Promise<GrantRow[]> {
  return database().select().from(grants).where(eq(grants.tenantId, tenantId)).orderBy(desc(grants.createdAt));
}
