import { announceTenantChange } from "@/db/queries/announce";
import { revokeOpenInvitation } from "@/db/queries/invitations";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { type InvitationId, isId, type TenantId } from "@/lib/ids";
import { requireStanding } from "./require-standing";

interface RevokeInvitation {
  tenantId: TenantId;
  actor: SignedIn;
  invitationId: string;
  requestId: string;
}

/** Takes an invitation back before it is used: its link is worthless from now on. */
export async function revokeInvitation(input: RevokeInvitation): Promise<void> {
  const { tenantId, actor, invitationId, requestId } = input;
  await database().transaction(async (tx) => {
    await requireStanding(tx, tenantId, actor, "members:manage");
    const row = isId(invitationId)
      ? await revokeOpenInvitation(tx, tenantId, invitationId as InvitationId, wallNow())
      : null;
    if (!row) throw new AppError("not_found", "There is no such open invitation.");
    const detail = { invitation_id: row.id, email: row.email };
    await recordAudit(tx, { tenantId, actor, action: "member.revoke-invitation", detail, requestId });
    await announceTenantChange(tx, tenantId, "invitation-revoked");
  });
}
