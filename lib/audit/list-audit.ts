import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import type { AuditEntryDto } from "@/lib/contracts/audit";
import { decodeCursor, encodeCursor } from "@/lib/cursor";
import type { TenantId } from "@/lib/ids";

/** What was done to a workspace and by whom, the newest first. */
export async function listAudit(
  db: Database,
  tenantId: TenantId,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ data: AuditEntryDto[]; next_cursor: string | null }> {
  const after = page.cursor ? decodeCursor(page.cursor) : null;
  const olderThan = after
    ? or(lt(auditLog.createdAt, after.at), and(eq(auditLog.createdAt, after.at), lt(auditLog.id, after.id)))
    : undefined;
  const rows = await db
    .select({ entry: auditLog, name: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorUserId))
    .where(and(eq(auditLog.tenantId, tenantId), olderThan))
    .orderBy(desc(auditLog.createdAt), desc(auditLog.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1)?.entry : undefined;
  return {
    data: shown.map(({ entry, name }) => toDto(entry, name)),
    next_cursor: last ? encodeCursor({ at: last.createdAt, id: last.id }) : null,
  };
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
