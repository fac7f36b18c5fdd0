import { and, countDistinct, eq, ne, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { users } from "@/db/schema/identity";
import { memberships, type Role, tenants } from "@/db/schema/tenants";
import type { TenantId, UserId } from "@/lib/ids";

export type TenantRow = typeof tenants.$inferSelect;

/**
 * Takes the row lock under which a tenant's members, invitations and children change, or answers null when it is gone.
 * Its root is locked first, always in this order, since seats are counted there. Weaker than a delete's lock: what only
 * refers to the tenant does not wait for it.
 */
export async function lockTenant(tx: Transaction, tenantId: TenantId): Promise<TenantRow | null> {
  const known = await findTenant(tx, tenantId);
  if (known?.parentId) await lockRow(tx, known.parentId);
  const row = await lockRow(tx, tenantId);
  // Taken in or let go by a root in between: what was locked is not its family.
  if (row && row.parentId !== known?.parentId) return lockTenant(tx, tenantId);
  return row;
}

async function lockRow(tx: Transaction, tenantId: TenantId): Promise<TenantRow | null> {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
  return row ?? null;
}

/** Takes the row lock under which the workspaces of a person are counted; false when he is gone. */
export async function lockUser(tx: Transaction, userId: UserId): Promise<boolean> {
  const rows = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  return rows.length > 0;
}

export async function findRole(db: Executor, tenantId: TenantId, userId: UserId): Promise<Role | null> {
  const [row] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  return row?.role ?? null;
}

export async function setRole(tx: Transaction, tenantId: TenantId, userId: UserId, role: Role): Promise<void> {
  await tx
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
}

/** The tenant's members with who they are, the first one first. */
export async function listMemberRows(db: Executor, tenantId: TenantId) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      at: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.tenantId, tenantId))
    .orderBy(memberships.createdAt, users.id);
}

export async function findTenant(db: Executor, tenantId: TenantId): Promise<TenantRow | null> {
  const [row] = await db.select().from(tenants).where(eq(tenants.id, tenantId));
  return row ?? null;
}

/** How many workspaces belong to the person. */
export async function countOwned(db: Executor, userId: UserId): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), eq(memberships.role, "owner")));
  return row?.count ?? 0;
}

/** The workspaces directly below a root with how many members each has, the oldest first. */
export async function listChildRows(db: Executor, rootId: TenantId) {
  return db
    .select({
      id: tenants.id,
      name: tenants.name,
      createdAt: tenants.createdAt,
      members: sql<number>`(select count(*)::int from ${memberships} where ${memberships.tenantId} = ${tenants.id})`,
    })
    .from(tenants)
    .where(eq(tenants.parentId, rootId))
    .orderBy(tenants.createdAt, tenants.id);
}

/** The workspaces that a person owns, with how many others depend on each: its other members, and those below it. */
export async function listOwnedRows(db: Executor, userId: UserId) {
  return db
    .select({
      id: tenants.id,
      name: tenants.name,
      dependents: sql<number>`(select count(*)::int from ${memberships} m where m.tenant_id = ${tenants.id} and m.user_id <> ${userId})
        + (select count(*)::int from ${tenants} c where c.parent_id = ${tenants.id})`,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, "owner")))
    .orderBy(tenants.id);
}

/** The workspaces that a person belongs to without owning them. */
export async function listJoined(db: Executor, userId: UserId): Promise<TenantId[]> {
  const rows = await db
    .select({ tenantId: memberships.tenantId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), ne(memberships.role, "owner")))
    .orderBy(memberships.tenantId);
  return rows.map(({ tenantId }) => tenantId);
}

/** How many people have a seat of the root's plan: each once, in however many of its workspaces. */
export async function countSeats(db: Executor, rootId: TenantId): Promise<number> {
  const [row] = await db
    .select({ seats: countDistinct(memberships.userId) })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(or(eq(tenants.id, rootId), eq(tenants.parentId, rootId)));
  return row?.seats ?? 0;
}
