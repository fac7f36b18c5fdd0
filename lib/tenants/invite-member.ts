import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { isMemberByEmail, saveInvitation } from "@/db/queries/invitations";
import type { TenantRow } from "@/db/queries/members";
import type { Role } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import type { InvitationDto } from "@/lib/contracts/members";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { appendEvents } from "@/lib/events/append-events";
import { type RateLimit, takeRate } from "@/lib/http/rate-limit";
import { type InvitationId, newId, type TenantId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { agreeToSeats } from "./agree-to-seats";
import { invitationLink, mintInvitationToken } from "./invitation-token";
import { toInvitationDto } from "./list-invitations";
import { requireStanding } from "./require-standing";
import { requireVerified } from "./require-verified";
import { requireSeatToPromise } from "./seats";

// A mailbox must not be flooded by whoever knows its address.
const PER_MAILBOX: RateLimit = { name: "invitation-mailbox", points: 5, seconds: 3600 };

interface InviteMember {
  tenantId: TenantId;
  actor: SignedIn;
  email: string;
  role: Exclude<Role, "owner">;
  /** A quote for a seat that costs more, which the actor agrees to. */
  confirmQuoteId?: string | undefined;
  requestId: string;
}

/**
 * Offers a seat by mail for seven days; inviting again sends a new link and makes the older one worthless. The answer
 * does not tell whether the address has an account. Throws `quota_reached`, `seat_quote_required`, `already_member`,
 * `email_not_verified`.
 */
export async function inviteMember(input: InviteMember): Promise<InvitationDto> {
  const { tenantId, actor, role, requestId } = input;
  const email = input.email.toLowerCase();
  requireVerified(actor, "Open the link in the mail that we sent you, then invite others.");
  await takeRate(PER_MAILBOX, `${tenantId}|${email}`);
  await agreeToSeats({ tenantId, actor, email, quoteId: input.confirmQuoteId, requestId });
  return database().transaction(async (tx) => {
    const { tenant } = await requireStanding(tx, tenantId, actor, "members:manage");
    if (await isMemberByEmail(tx, tenantId, email))
      throw new AppError("already_member", "Somebody with this address is a member already.");
    const now = wallNow();
    const { token, tokenHash, expiresAt } = mintInvitationToken(now);
    const row = {
      id: newId<InvitationId>(),
      tenantId,
      email,
      role,
      tokenHash,
      invitedBy: actor.user.id,
      createdAt: now,
      expiresAt,
    };
    await requireSeatToPromise(tx, tenant, email, now);
    const invitation = await saveInvitation(tx, row);
    await tell(tx, { tenant, actor, email, token, tokenHash });
    await appendEvents(tx, tenantId, [{ type: "MemberInvited", data: { invitation_id: invitation.id, role } }]);
    const detail = { invitation_id: invitation.id, email, role };
    await recordAudit(tx, { tenantId, actor, action: "member.invite", detail, requestId });
    await announceTenantChange(tx, tenantId, "invited");
    return toInvitationDto(invitation, actor.user.name, now);
  });
}

interface Telling {
  tenant: TenantRow;
  actor: SignedIn;
  email: string;
  token: string;
  tokenHash: string;
}

function tell(tx: Transaction, { tenant, actor, email, token, tokenHash }: Telling): Promise<void> {
  return queueMail(tx, {
    cause: `invitation:${tokenHash}`,
    recipient: email,
    // The inviter's language: to ask for the reader's would tell by the mail whether he has an account.
    locale: actor.user.locale,
    template: {
      name: "invitation",
      inviterName: actor.user.name,
      inviterEmail: actor.user.email,
      workspaceName: tenant.name,
      url: invitationLink(token),
    },
  });
}
