import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { memberships, type Role, tenants } from "@/db/schema/tenants";
import type { TenantId, UserId } from "@/lib/ids";

export interface Membership {
  tenant: { id: TenantId; name: string; kind: "personal" | "team"; suspendedAt: Date | null };
  role: Role;
}

const fields = {
  tenant: { id: tenants.id, name: tenants.name, kind: tenants.kind, suspendedAt: tenants.suspendedAt },
  role: memberships.role,
};

/** The user's place in that tenant, or null: also when there is no such tenant, so that strangers learn nothing. */
export async function findMembership(db: Executor, tenantId: TenantId, userId: UserId): Promise<Membership | null> {
  const [row] = await db
    .select(fields)
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId)));
  return row ?? null;
}

/** The user's tenants, the oldest (the personal one) first. */
export function listMemberships(db: Executor, userId: UserId): Promise<Membership[]> {
  return db
    .select(fields)
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt));
}
