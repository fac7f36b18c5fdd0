import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { users } from "@/db/schema/identity";
import { invitations, memberships, tenants } from "@/db/schema/tenants";
import type { InvitationId, TenantId } from "@/lib/ids";

export type InvitationRow = typeof invitations.$inferSelect;
type NewInvitation = typeof invitations.$inferInsert;

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/** Writes an invitation; one that is open for the same address becomes this one, and its older link worthless. */
export async function saveInvitation(tx: Transaction, row: NewInvitation): Promise<InvitationRow> {
  const [saved] = await tx
    .insert(invitations)
    .values(row)
    .onConflictDoUpdate({
      target: [invitations.tenantId, invitations.email],
      targetWhere: sql`accepted_at is null and revoked_at is null`,
      set: { role: row.role, tokenHash: row.tokenHash, invitedBy: row.invitedBy, expiresAt: row.expiresAt },
    })
    .returning();
  if (!saved) throw new Error("the invitation was not written");
  return saved;
}

/** The tenant's invitations that nobody has used or taken back, the newest first, with who sent them. */
export async function listOpenInvitations(db: Executor, tenantId: TenantId) {
  return db
    .select({ invitation: invitations, inviter: users.name })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.tenantId, tenantId), isOpen))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}

/** Takes an open invitation back; null when it is not the tenant's or not open. */
export async function revokeOpenInvitation(tx: Transaction, tenantId: TenantId, id: InvitationId, now: Date) {
  const [row] = await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.id, id), eq(invitations.tenantId, tenantId), isOpen))
    .returning();
  return row ?? null;
}

/** The invitation behind a token's hash, with its workspace and who sent it. */
export async function findInvitationByToken(db: Executor, tokenHash: string) {
  const [row] = await db
    .select({ invitation: invitations, tenantName: tenants.name, inviter: users.name })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, tokenHash));
  return row ?? null;
}

/** Uses an invitation up, once; false when somebody was faster or it was renewed, revoked or is over. */
export async function consumeInvitation(tx: Transaction, tokenHash: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(eq(invitations.tokenHash, tokenHash), isOpen, gt(invitations.expiresAt, now)))
    .returning({ id: invitations.id });
  return rows.length > 0;
}

/** Whether somebody with that address is a member. */
export async function isMemberByEmail(db: Executor, tenantId: TenantId, email: string): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(users.email, email)));
  return rows.length > 0;
}
