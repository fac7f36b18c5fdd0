import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema/identity";
import { invitations, memberships, tenants } from "@/db/schema/tenants";
import type { TenantId } from "@/lib/ids";

const family = (rootId: TenantId) => sql`(select id from ${tenants} where id = ${rootId} or parent_id = ${rootId})`;

/** The addresses of those who belong to a root or to a workspace below it. */
const members = (rootId: TenantId) => sql`
  select person.email from ${memberships} membership join ${users} person on person.id = membership.user_id
  where membership.tenant_id in ${family(rootId)}`;

const invited = (rootId: TenantId, now: Date) => sql`
  select email from ${invitations}
  where tenant_id in ${family(rootId)} and accepted_at is null and revoked_at is null
    and expires_at > ${now.toISOString()}::timestamptz`;

/** How many it would be with this person. */
export async function countSeatsWith(db: Executor, rootId: TenantId, email: string): Promise<number> {
  return first(
    await db.execute<{ seats: number }>(sql`
    select count(distinct email)::int as seats
    from (${members(rootId)} union all select ${email}::citext) taken`),
  );
}

/** How many it would be with this person and with everybody who is invited and may still come. */
export async function countSeatsPromised(db: Executor, rootId: TenantId, email: string, now: Date): Promise<number> {
  return first(
    await db.execute<{ seats: number }>(sql`
    select count(distinct email)::int as seats
    from (${members(rootId)} union all ${invited(rootId, now)} union all select ${email}::citext) taken`),
  );
}

function first(rows: { seats: number }[]): number {
  const [row] = rows;
  if (!row) throw new Error("a count without a row");
  return row.seats;
}
