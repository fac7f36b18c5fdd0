import { listMemberRows } from "@/db/queries/members";
import type { MemberDto } from "@/lib/contracts/members";
import { database } from "@/lib/database";
import type { TenantId, UserId } from "@/lib/ids";

/** Who belongs to a workspace and in which role, the first one first. */
export async function listMembers(tenantId: TenantId, askedBy: UserId): Promise<MemberDto[]> {
  const rows = await listMemberRows(database(), tenantId);
  return rows.map((row) => ({
    user_id: row.userId,
    name: row.name,
    email: row.email,
    role: row.role,
    is_you: row.userId === askedBy,
    joined_at: row.at.toISOString(),
  }));
}
