import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import type { AuditEntryDto } from "@/lib/contracts/audit";
import { decodeCursor, toPage } from "@/lib/cursor";
import { requireId, type TenantId } from "@/lib/ids";

/** What was done to a workspace and by whom, the newest first. */
export async function listAudit(
  db: Database,
  tenantId: TenantId,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ data: AuditEntryDto[]; next_cursor: string | null }> {
  const afterId = page.cursor ? requireId<string>(decodeCursor(page.cursor).id) : null;
  const rows = await db
    .select({ entry: auditLog, name: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorUserId))
    .where(and(eq(auditLog.tenantId, tenantId), afterId ? lt(auditLog.id, afterId) : undefined))
    .orderBy(desc(auditLog.id))
    .limit(page.limit + 1);
  return toPage(
    rows,
    page.limit,
    ({ entry }) => ({ at: entry.createdAt, id: entry.id }),
    ({ entry, name }) => toDto(entry, name),
  );
}

function toDto(entry: typeof auditLog.$inferSelect, name: string | null): AuditEntryDto {
  return {
    id: entry.id,
    at: entry.createdAt.toISOString(),
    action: entry.action,
    // An operator acts for the house; who of it did is for the operators' own console.
    actor: {
      kind: entry.actorKind,
      user_id: entry.actorKind === "operator" ? null : entry.actorUserId,
      name: entry.actorKind === "operator" ? null : name,
    },
    detail: entry.detail,
    request_id: entry.requestId,
  };
}
