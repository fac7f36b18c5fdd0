import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { quotaMovements, quotaUsage, workspaceItems } from "@/db/schema/quotas";
import { memberships, tenants } from "@/db/schema/tenants";
import type { TenantId } from "@/lib/ids";
import type { Resource } from "@/lib/plans/catalogue";

export type QuotaRow = typeof quotaUsage.$inferSelect;

/** The workspace at the top, whose plan and quotas the tenant shares; itself where it stands alone. */
export async function findRootTenant(db: Executor, tenantId: TenantId): Promise<TenantId> {
  const rows = await db.execute<{ id: TenantId }>(sql`
    with recursive up as (
      select id, parent_id from ${tenants} where id = ${tenantId}
      union all
      select parent.id, parent.parent_id from ${tenants} parent join up on parent.id = up.parent_id
    )
    select id from up where parent_id is null`);
  return rows[0]?.id ?? tenantId;
}

/** The workspace and all below it. */
export const treeOf = (rootId: TenantId): SQL => sql`(
  with recursive down as (
    select id from ${tenants} where id = ${rootId}
    union all
    select child.id from ${tenants} child join down on child.parent_id = down.id
  )
  select id from down)`;

/**
 * How many there are in truth: people once however many of the workspaces they are in, items unless archived, and what
 * outside services took.
 */
const counted = (rootId: TenantId, resource: Resource): SQL<number> =>
  resource === "users"
    ? sql<number>`(select count(distinct user_id)::int from ${memberships} where tenant_id in ${treeOf(rootId)})`
    : sql<number>`((select count(*) from ${workspaceItems}
        where tenant_id in ${treeOf(rootId)} and resource = ${resource} and archived_at is null)
        + (select coalesce(sum(delta), 0) from ${quotaMovements}
        where tenant_id in ${treeOf(rootId)} and resource = ${resource}))::int`;

/** Takes one in one conditional statement; answers how many are used then, or null: at the limit, or not counted yet. */
export async function takeUsage(
  tx: Transaction,
  rootId: TenantId,
  resource: Resource,
  limit: number | null,
): Promise<number | null> {
  const [row] = await tx
    .update(quotaUsage)
    .set({ used: sql`${quotaUsage.used} + 1` })
    .where(
      and(
        eq(quotaUsage.tenantId, rootId),
        eq(quotaUsage.resource, resource),
        sql`(${limit}::int is null or ${quotaUsage.used} < ${limit}::int)`,
      ),
    )
    .returning({ used: quotaUsage.used });
  return row?.used ?? null;
}

/** Gives one back; a resource that was never counted stays uncounted. */
export async function returnUsage(tx: Transaction, rootId: TenantId, resource: Resource): Promise<void> {
  await tx
    .update(quotaUsage)
    .set({ used: sql`${quotaUsage.used} - 1` })
    .where(and(eq(quotaUsage.tenantId, rootId), eq(quotaUsage.resource, resource), sql`${quotaUsage.used} > 0`));
}

/** Counts what is there and begins to keep the number, unless it is kept already; answers whether it was begun. */
export async function beginUsage(tx: Transaction, rootId: TenantId, resource: Resource): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into ${quotaUsage} (tenant_id, resource, used)
    select ${rootId}::uuid, ${resource}, ${counted(rootId, resource)}
    on conflict do nothing
    returning used`);
  return rows.length === 1;
}

/** Takes the row lock, so that what is counted next stands still. */
export async function lockUsage(tx: Transaction, rootId: TenantId, resource: Resource): Promise<QuotaRow | null> {
  const [row] = await tx
    .select()
    .from(quotaUsage)
    .where(and(eq(quotaUsage.tenantId, rootId), eq(quotaUsage.resource, resource)))
    .for("update");
  return row ?? null;
}

export async function countUsage(db: Executor, rootId: TenantId, resource: Resource): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select ${counted(rootId, resource)} as count`);
  return row?.count ?? 0;
}

export async function saveUsage(tx: Transaction, { tenantId, resource, used }: QuotaRow): Promise<void> {
  await tx
    .insert(quotaUsage)
    .values({ tenantId, resource, used })
    .onConflictDoUpdate({ target: [quotaUsage.tenantId, quotaUsage.resource], set: { used } });
}

/** What is kept of a workspace; resources that were never taken are missing. */
export function listUsage(db: Executor, rootId: TenantId): Promise<QuotaRow[]> {
  return db.select().from(quotaUsage).where(eq(quotaUsage.tenantId, rootId));
}

export type MovementRow = typeof quotaMovements.$inferSelect;

export async function findMovement(db: Executor, tenantId: TenantId, source: string): Promise<MovementRow | null> {
  const [row] = await db
    .select()
    .from(quotaMovements)
    .where(and(eq(quotaMovements.tenantId, tenantId), eq(quotaMovements.source, source)));
  return row ?? null;
}

/** Enters what an outside service took or gave back; a source that was used before violates the key and throws. */
export async function insertMovement(
  tx: Transaction,
  movement: Pick<MovementRow, "tenantId" | "resource" | "source" | "delta">,
): Promise<void> {
  await tx.insert(quotaMovements).values(movement);
}

/** How many of a resource the tenant's outside services hold. */
export async function sumMovements(db: Executor, tenantId: TenantId, resource: Resource): Promise<number> {
  const [row] = await db.execute<{ held: number }>(sql`
    select coalesce(sum(delta), 0)::int as held from ${quotaMovements}
    where tenant_id = ${tenantId} and resource = ${resource}`);
  return row?.held ?? 0;
}
