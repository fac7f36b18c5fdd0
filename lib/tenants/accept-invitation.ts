import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { consumeInvitation, findInvitationByToken } from "@/db/queries/invitations";
import { findRole, lockTenant } from "@/db/queries/members";
import { users } from "@/db/schema/identity";
import { memberships, type Role } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { MEMBERS_CHANGED } from "./end-membership";
import { hashInvitationToken } from "./invitation-token";
import { followSeats, requireSeat } from "./seats";

interface Accepted {
  tenantId: TenantId;
  name: string;
  role: Role;
}

const OVER = "This invitation was used, taken back or is too old. Ask who invited you for a new one.";

/**
 * Joins the workspace that the link offers, once. Only the person to whose address it was sent may; the link proves
 * that address, since only its mailbox has it. Throws `invalid_token`, `wrong_address`, `quota_reached`.
 */
export async function acceptInvitation(actor: SignedIn, token: string, requestId: string): Promise<Accepted> {
  const tokenHash = hashInvitationToken(token);
  return database().transaction(async (tx) => {
    const known = await findInvitationByToken(tx, tokenHash);
    const tenant = known && (await lockTenant(tx, known.invitation.tenantId));
    if (!known || !tenant) throw new AppError("invalid_token", OVER);
    const { email, role, invitedBy } = known.invitation;
    // The same question for everyone who holds the link, so that a forwarded mail opens nothing.
    if (email.toLowerCase() !== actor.user.email.toLowerCase())
      throw new AppError("wrong_address", "The invitation was sent to another address. Sign in with that one.");
    const present = await findRole(tx, tenant.id, actor.user.id);
    // Pressed twice: he is in.
    if (present && known.invitation.acceptedAt) return { tenantId: tenant.id, name: tenant.name, role: present };
    const now = wallNow();
    if (!(await consumeInvitation(tx, tokenHash, now))) throw new AppError("invalid_token", OVER);
    await markVerified(tx, actor, now);
    if (present) return { tenantId: tenant.id, name: tenant.name, role: present };
    await requireSeat(tx, tenant, actor.user.email);
    await tx.insert(memberships).values({ tenantId: tenant.id, userId: actor.user.id, role, createdAt: now });
    await followSeats(tx, tenant.id);
    const detail = { role, invited_by: invitedBy };
    await recordAudit(tx, { tenantId: tenant.id, actor, action: "member.join", detail, requestId });
    await announceTenantChange(tx, tenant.id, MEMBERS_CHANGED);
    return { tenantId: tenant.id, name: tenant.name, role };
  });
}

async function markVerified(tx: Transaction, { user }: SignedIn, now: Date): Promise<void> {
  await tx
    .update(users)
    .set({ emailVerifiedAt: now })
    .where(and(eq(users.id, user.id), isNull(users.emailVerifiedAt)));
}
