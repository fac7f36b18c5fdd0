import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { creditAccounts, creditEntries, creditReservations, type ReservationState } from "@/db/schema/credits";
import { newId, type ReservationId, type TenantId } from "@/lib/ids";

export type CreditAccountRow = typeof creditAccounts.$inferSelect;
export type CreditEntryRow = typeof creditEntries.$inferSelect;
export type ReservationRow = typeof creditReservations.$inferSelect;

/** The account, with what is set aside now and when the first of it lapses (null where nothing is). */
export interface CreditOverview extends CreditAccountRow {
  reserved: number;
  firstLapseAt: Date | null;
}

export async function findCreditAccount(db: Executor, tenantId: TenantId): Promise<CreditAccountRow | null> {
  const [row] = await db.select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId));
  return row ?? null;
}

export async function findCreditOverview(db: Executor, tenantId: TenantId): Promise<CreditOverview | null> {
  const open = sql`from ${creditReservations} open where open.tenant_id = ${tenantId} and open.state = 'reserved'`;
  const [row] = await db
    .select({
      account: creditAccounts,
      reserved: sql<number>`(select coalesce(sum(open.quantity), 0)::int ${open})`,
      firstLapse: sql<string | null>`(select min(open.expires_at) ${open})`,
    })
    .from(creditAccounts)
    .where(eq(creditAccounts.tenantId, tenantId));
  if (!row) return null;
  return { ...row.account, reserved: row.reserved, firstLapseAt: row.firstLapse ? new Date(row.firstLapse) : null };
}

/** Takes the row lock: the ledger's arithmetic of a tenant is done by one transaction at a time. */
export async function lockCreditAccount(tx: Transaction, tenantId: TenantId): Promise<CreditAccountRow | null> {
  const [row] = await tx.select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId)).for("update");
  return row ?? null;
}

interface Spending {
  quantity: number;
  source: string;
  /** How many have to be left over; 0 lets the last ones go. */
  leaving: number;
}

/**
 * Takes credits, the month's before the packs', all or nothing; what follows can read `taken` with the parts. The row
 * is locked before it is read, so that parallel statements each see what the one before left; and the new values are
 * those of the locked row, since PostgreSQL first tries the update on the version that the statement began with, where
 * a difference could be below zero.
 */
const takenFrom = (tenantId: TenantId, quantity: number, leaving: number, used: number) => sql`
  before as materialized (
    select tenant_id, unlimited, month_start_at as month_start_at_before, balance, pack_balance, used_this_month,
           case when unlimited then 0 else least(balance, ${quantity}::int) end as from_monthly,
           case when unlimited then 0 else ${quantity}::int - least(balance, ${quantity}::int) end as from_pack
    from ${creditAccounts}
    where tenant_id = ${tenantId} and (unlimited or balance + pack_balance >= ${quantity + leaving}::int)
    for update
  ), taken as (
    update ${creditAccounts} account
    set balance = before.balance - from_monthly, pack_balance = before.pack_balance - from_pack,
        used_this_month = before.used_this_month + ${used}::int
    from before where account.tenant_id = before.tenant_id
    returning before.tenant_id, month_start_at_before, from_monthly, from_pack
  )`;

/**
 * Spends credits of the month in one statement, the fastest there is: they are taken or not, and the ledger entry is
 * born with it. Returns false when the month has too few, or when nothing at all would be left over.
 */
export async function takeMonthlyCredits(db: Executor, tenantId: TenantId, quantity: number, source: string) {
  const rows = await db.execute(sql`
    with taken as (
      update ${creditAccounts}
      set balance = balance - case when unlimited then 0 else ${quantity}::int end,
          used_this_month = used_this_month + ${quantity}::int
      where tenant_id = ${tenantId}
        and (unlimited or (balance >= ${quantity}::int and balance + pack_balance > ${quantity}::int))
      returning tenant_id, unlimited
    )
    insert into ${creditEntries} (id, tenant_id, kind, delta, quantity, source)
    select ${newId()}::uuid, tenant_id, 'consume', case when unlimited then 0 else -${quantity}::int end,
           ${quantity}::int, ${source}
    from taken
    returning id`);
  return rows.length === 1;
}

/**
 * Spends credits in one statement, of the packs too: they are taken or not, and the ledger entry is born with it. Returns false when
 * there are too few; a source that was entered before violates the unique key and throws.
 */
export async function takeCredits(db: Executor, tenantId: TenantId, spending: Spending): Promise<boolean> {
  const { quantity, source, leaving } = spending;
  const rows = await db.execute(sql`
    with ${takenFrom(tenantId, quantity, leaving, quantity)}
    insert into ${creditEntries} (id, tenant_id, kind, delta, pack_delta, quantity, source)
    select ${newId()}::uuid, tenant_id, 'consume', -from_monthly - from_pack, -from_pack, ${quantity}::int, ${source}
    from taken
    returning id`);
  return rows.length === 1;
}

interface NewReservation {
  id: ReservationId;
  quantity: number;
  source: string;
  expiresAt: Date;
}

/**
 * Sets credits aside in one statement, with its ledger entry. Returns false when there are too few; a source that was
 * used before violates the unique key and throws.
 */
export async function takeReservation(db: Executor, tenantId: TenantId, wanted: NewReservation): Promise<boolean> {
  const { id, quantity, source, expiresAt } = wanted;
  const rows = await db.execute(sql`
    with ${takenFrom(tenantId, quantity, 0, 0)}, reserved as (
      insert into ${creditReservations}
        (id, tenant_id, quantity, from_monthly, from_pack, month_start_at, source, expires_at)
      select ${id}::uuid, tenant_id, ${quantity}::int, from_monthly, from_pack, month_start_at_before, ${source},
             ${expiresAt.toISOString()}::timestamptz
      from taken
      returning id
    )
    insert into ${creditEntries} (id, tenant_id, kind, delta, pack_delta, quantity, source)
    select ${newId()}::uuid, tenant_id, 'reserve', -from_monthly - from_pack, -from_pack, 0, ${`reserve:${id}`}
    from taken, reserved
    returning id`);
  return rows.length === 1;
}

export async function findReservationBySource(db: Executor, tenantId: TenantId, source: string) {
  const [row] = await db
    .select()
    .from(creditReservations)
    .where(and(eq(creditReservations.tenantId, tenantId), eq(creditReservations.source, source)));
  return row ?? null;
}

export async function findReservation(db: Executor, tenantId: TenantId, id: ReservationId) {
  const [row] = await db
    .select()
    .from(creditReservations)
    .where(and(eq(creditReservations.tenantId, tenantId), eq(creditReservations.id, id)));
  return row ?? null;
}

/** Takes the row lock; the account's comes first, always, so that no two wait for each other. */
export async function lockReservation(tx: Transaction, tenantId: TenantId, id: ReservationId) {
  const [row] = await tx
    .select()
    .from(creditReservations)
    .where(and(eq(creditReservations.tenantId, tenantId), eq(creditReservations.id, id)))
    .for("update");
  return row ?? null;
}

/** The tenant's open reservations that are over at `at`, locked. */
export async function lockLapsed(tx: Transaction, tenantId: TenantId, at: Date): Promise<ReservationRow[]> {
  return tx
    .select()
    .from(creditReservations)
    .where(
      and(
        eq(creditReservations.tenantId, tenantId),
        eq(creditReservations.state, "reserved"),
        lte(creditReservations.expiresAt, at),
      ),
    )
    .orderBy(asc(creditReservations.id))
    .for("update");
}

/** Lowers what open reservations may give back of the packs by so many in all, the oldest first. The caller holds the account's lock. */
export async function keepFromReturning(tx: Transaction, tenantId: TenantId, credits: number): Promise<void> {
  const { id, fromPack, state, createdAt } = creditReservations;
  const open = await tx
    .select({ id, fromPack })
    .from(creditReservations)
    .where(and(eq(creditReservations.tenantId, tenantId), eq(state, "reserved")))
    .orderBy(asc(createdAt), asc(id))
    .for("update");
  let left = credits;
  for (const row of open) {
    const kept = Math.min(row.fromPack, left);
    left -= kept;
    if (kept > 0)
      await tx
        .update(creditReservations)
        .set({ fromPack: row.fromPack - kept })
        .where(eq(id, row.id));
  }
}

/** Tenants with reservations that are over at `at`. */
export async function listTenantsWithLapsed(db: Executor, at: Date, atMost: number): Promise<TenantId[]> {
  const rows = await db
    .selectDistinct({ tenantId: creditReservations.tenantId })
    .from(creditReservations)
    .where(and(eq(creditReservations.state, "reserved"), lte(creditReservations.expiresAt, at)))
    .limit(atMost);
  return rows.map(({ tenantId }) => tenantId);
}

interface ReservationEnd {
  state: Exclude<ReservationState, "reserved">;
  settledQuantity: number;
  endedAt: Date;
}

export async function endReservation(tx: Transaction, id: ReservationId, end: ReservationEnd): Promise<void> {
  await tx.update(creditReservations).set(end).where(eq(creditReservations.id, id));
}

interface Movement extends Pick<CreditEntryRow, "kind" | "source"> {
  /** Negative takes. */
  monthly: number;
  pack: number;
  quantity?: number;
  note?: string | null;
}

/**
 * Moves credits and enters it, once per source: answers false when the source was entered before. The caller holds the
 * account's lock.
 */
export async function moveCredits(tx: Transaction, tenantId: TenantId, movement: Movement): Promise<boolean> {
  const { kind, source, monthly, pack, quantity = 0, note = null } = movement;
  const entered = await tx
    .insert(creditEntries)
    .values({ id: newId(), tenantId, kind, delta: monthly + pack, packDelta: pack, quantity, source, note })
    .onConflictDoNothing({ target: [creditEntries.tenantId, creditEntries.source] })
    .returning({ id: creditEntries.id });
  if (entered.length === 0) return false;
  await tx
    .update(creditAccounts)
    .set({
      balance: sql`${creditAccounts.balance} + ${monthly}`,
      packBalance: sql`${creditAccounts.packBalance} + ${pack}`,
      usedThisMonth: sql`${creditAccounts.usedThisMonth} + ${quantity}`,
    })
    .where(eq(creditAccounts.tenantId, tenantId));
  return true;
}

export async function findCreditEntry(db: Executor, tenantId: TenantId, source: string) {
  const [row] = await db
    .select()
    .from(creditEntries)
    .where(and(eq(creditEntries.tenantId, tenantId), eq(creditEntries.source, source)));
  return row ?? null;
}

export function findCreditEntries(db: Executor, tenantId: TenantId, sources: string[]): Promise<CreditEntryRow[]> {
  return db
    .select()
    .from(creditEntries)
    .where(and(eq(creditEntries.tenantId, tenantId), inArray(creditEntries.source, sources)));
}

/** The ledger, newest first, from the entry after `afterId` on. */
export async function listCreditEntries(db: Executor, tenantId: TenantId, afterId: string | null, limit: number) {
  // Compared in the database: a Date would cut the microseconds by which entries are ordered.
  const older = afterId
    ? sql`(${creditEntries.createdAt}, ${creditEntries.id}) < (select last.created_at, last.id
        from ${creditEntries} last where last.id = ${afterId} and last.tenant_id = ${tenantId})`
    : undefined;
  return db
    .select()
    .from(creditEntries)
    .where(and(eq(creditEntries.tenantId, tenantId), older))
    .orderBy(sql`${creditEntries.createdAt} desc, ${creditEntries.id} desc`)
    .limit(limit);
}
