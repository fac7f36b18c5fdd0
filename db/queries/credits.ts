import { eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { creditAccounts, creditEntries } from "@/db/schema/credits";
import { newId, type TenantId } from "@/lib/ids";

export type CreditAccountRow = typeof creditAccounts.$inferSelect;

export async function findCreditAccount(db: Executor, tenantId: TenantId): Promise<CreditAccountRow | null> {
  const [row] = await db.select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId));
  return row ?? null;
}

/** Takes the row lock: the ledger's arithmetic of a tenant is done by one transaction at a time. */
export async function lockCreditAccount(tx: Transaction, tenantId: TenantId): Promise<CreditAccountRow | null> {
  const [row] = await tx.select().from(creditAccounts).where(eq(creditAccounts.tenantId, tenantId)).for("update");
  return row ?? null;
}

/**
 * Spends credits in one statement: the conditional update takes them or nothing, and the ledger entry is born with
 * it. Returns false when there are too few; a source that was entered before violates the unique key and throws.
 */
export async function takeCredits(
  db: Executor,
  tenantId: TenantId,
  quantity: number,
  source: string,
): Promise<boolean> {
  const rows = await db.execute(sql`
    with taken as (
      update ${creditAccounts}
      set balance = balance - case when unlimited then 0 else ${quantity}::int end,
          used_this_month = used_this_month + ${quantity}::int
      where tenant_id = ${tenantId} and (unlimited or balance >= ${quantity}::int)
      returning tenant_id, unlimited
    )
    insert into ${creditEntries} (id, tenant_id, kind, delta, quantity, source)
    select ${newId()}::uuid, tenant_id, 'consume', case when unlimited then 0 else -${quantity}::int end, ${quantity}::int, ${source}
    from taken
    returning id`);
  return rows.length === 1;
}
