import { findInvitationByToken } from "@/db/queries/invitations";
import type { Role } from "@/db/schema/tenants";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { hashInvitationToken } from "./invitation-token";

/** An invitation as its link shows it; `over` says nothing of why, nor whether there ever was one. */
export type ShownInvitation =
  | { state: "over" }
  | { state: "open"; workspaceName: string; inviterName: string | null; email: string; role: Role; expiresAt: Date };

/** What the link of an invitation is worth now. */
export async function readInvitation(token: string): Promise<ShownInvitation> {
  const found = await findInvitationByToken(database(), hashInvitationToken(token));
  if (!found) return { state: "over" };
  const { invitation, tenantName, inviter } = found;
  const { acceptedAt, revokedAt, expiresAt, email, role } = invitation;
  if (acceptedAt || revokedAt || expiresAt <= wallNow()) return { state: "over" };
  return { state: "open", workspaceName: tenantName, inviterName: inviter, email, role, expiresAt };
}
