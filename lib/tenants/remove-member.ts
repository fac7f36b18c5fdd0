import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { requireMember } from "./change-role";
import { endMembership } from "./end-membership";
import { requireStanding } from "./require-standing";

interface RemoveMember {
  tenantId: TenantId;
  actor: SignedIn;
  userId: string;
  requestId: string;
}

/** Takes somebody out of the workspace; his keys and open streams end with it. The owner can't be removed. */
export async function removeMember({ tenantId, actor, userId, requestId }: RemoveMember): Promise<void> {
  await database().transaction(async (tx) => {
    await requireStanding(tx, tenantId, actor, "members:manage");
    const member = await requireMember(tx, tenantId, userId);
    if (member.role === "owner")
      throw new AppError("owner_stays", "The owner can't be removed. He may hand the workspace over first.");
    await endMembership(tx, tenantId, member.userId);
    const detail = { user_id: member.userId, role: member.role };
    await recordAudit(tx, { tenantId, actor, action: "member.remove", detail, requestId });
  });
}

/** Leaves a workspace by one's own wish. The owner hands it over or deletes it instead. */
export async function leaveTenant({ tenantId, actor, requestId }: Omit<RemoveMember, "userId">): Promise<void> {
  await database().transaction(async (tx) => {
    const { role } = await requireStanding(tx, tenantId, actor, "members:read");
    if (role === "owner")
      throw new AppError("owner_stays", "You own this workspace. Hand it over to somebody, or delete it.");
    await endMembership(tx, tenantId, actor.user.id);
    await recordAudit(tx, { tenantId, actor, action: "member.leave", detail: { role }, requestId });
  });
}
