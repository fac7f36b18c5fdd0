import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { findRole, setRole } from "@/db/queries/members";
import type { Role } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type TenantId, type UserId } from "@/lib/ids";
import { MEMBERS_CHANGED } from "./end-membership";
import { requireStanding } from "./require-standing";

interface ChangeRole {
  tenantId: TenantId;
  actor: SignedIn;
  userId: string;
  role: Exclude<Role, "owner">;
  requestId: string;
}

/** Gives a member another role. Ownership is neither given nor taken this way (`owner_stays`). */
export async function changeRole({ tenantId, actor, userId, role, requestId }: ChangeRole): Promise<void> {
  await database().transaction(async (tx) => {
    await requireStanding(tx, tenantId, actor, "members:manage");
    const member = await requireMember(tx, tenantId, userId);
    if (member.role === "owner")
      throw new AppError(
        "owner_stays",
        "The owner keeps this role until he hands the workspace over to somebody else.",
      );
    if (member.role === role) return;
    await setRole(tx, tenantId, member.userId, role);
    const detail = { user_id: member.userId, from: member.role, to: role };
    await recordAudit(tx, { tenantId, actor, action: "member.change-role", detail, requestId });
    await announceTenantChange(tx, tenantId, MEMBERS_CHANGED);
  });
}

/** The member with that id in the tenant; throws `not_found` for everybody else in the world. */
export async function requireMember(tx: Transaction, tenantId: TenantId, userId: string) {
  const role = isId(userId) ? await findRole(tx, tenantId, userId as UserId) : null;
  if (!role) throw new AppError("not_found", "There is no such member.");
  return { userId: userId as UserId, role };
}
