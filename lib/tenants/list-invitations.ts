import { type InvitationRow, listOpenInvitations } from "@/db/queries/invitations";
import { wallNow } from "@/lib/clock";
import type { InvitationDto } from "@/lib/contracts/members";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";

/** Who is invited and has not come yet, also those whose link is too old by now. */
export async function listInvitations(tenantId: TenantId): Promise<InvitationDto[]> {
  const now = wallNow();
  const rows = await listOpenInvitations(database(), tenantId);
  return rows.map(({ invitation, inviter }) => toInvitationDto(invitation, inviter, now));
}

export function toInvitationDto(row: InvitationRow, inviter: string | null, now: Date): InvitationDto {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invited_by: inviter,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    expired: row.expiresAt <= now,
  };
}
