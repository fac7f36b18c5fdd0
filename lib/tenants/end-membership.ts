import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { lockUser } from "@/db/queries/members";
import { apiKeys } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import { memberships } from "@/db/schema/tenants";
import { wallNow } from "@/lib/clock";
import type { TenantId, UserId } from "@/lib/ids";
import { openTenant } from "./open-tenant";
import { followSeats } from "./seats";
import { workspaceNameFor } from "./workspace-name";

/** Told to every process when somebody's rights in a workspace changed: open streams ask again whether they may go on. */
export const MEMBERS_CHANGED = "members-changed";

/**
 * Takes a person out of a workspace whose lock the caller holds. Who would belong nowhere gets a workspace of his own
 * again, since every page needs one to stand in.
 */
export async function endMembership(tx: Transaction, tenantId: TenantId, userId: UserId): Promise<void> {
  // Two workspaces that let the same person go at once must see each other's doing.
  await lockUser(tx, userId);
  await dropMembership(tx, tenantId, userId);
  await openHomeIfNone(tx, userId);
}

/** Ends a membership and what hangs on it: the person's keys there, his open streams and his seat. */
export async function dropMembership(tx: Transaction, tenantId: TenantId, userId: UserId): Promise<void> {
  await tx.delete(memberships).where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  await tx.delete(apiKeys).where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.createdBy, userId)));
  await followSeats(tx, tenantId);
  await announceTenantChange(tx, tenantId, MEMBERS_CHANGED);
}

/** Opens a workspace for a person who belongs to none; of the team kind, so that coming and going mints no credits. */
export async function openHomeIfNone(tx: Transaction, userId: UserId): Promise<void> {
  const [left] = await tx.select().from(memberships).where(eq(memberships.userId, userId)).limit(1);
  if (left) return;
  const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
  if (person) await openTenant(tx, { name: workspaceNameFor(person.name), kind: "team", ownerId: userId }, wallNow());
}
