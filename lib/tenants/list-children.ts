import { listChildRows } from "@/db/queries/members";
import type { ChildTenantDto } from "@/lib/contracts/tenants";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";

/** The workspaces below this one, the oldest first. */
export async function listChildren(tenantId: TenantId): Promise<ChildTenantDto[]> {
  const rows = await listChildRows(database(), tenantId);
  return rows.map(({ id, name, createdAt, members }) => ({ id, name, created_at: createdAt.toISOString(), members }));
}
