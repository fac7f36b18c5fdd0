import { sql } from "drizzle-orm";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";

const AT_ONCE = 1_000;

/**
 * Queues every tenant for which something has fallen due by its own time: the clock's where it has a test clock, else
 * the wall's. What is not done in one sweep is found by the next.
 */
export async function sweepDue(): Promise<void> {
  const db = database();
  // Four reads of two indexes instead of one of the whole table.
  const due = await db.execute<{ tenant_id: TenantId }>(sql`
    (select tenant_id from billing_accounts where due_at <= now() and clock_frozen_at is null limit ${AT_ONCE})
    union
    (select tenant_id from billing_accounts where stripe_clock_id is not null and due_at <= clock_frozen_at
     limit ${AT_ONCE})
    union
    (select credit.tenant_id from credit_accounts credit join billing_accounts billing using (tenant_id)
     where credit.month_end_at <= now() and billing.clock_frozen_at is null limit ${AT_ONCE})
    union
    (select credit.tenant_id from billing_accounts billing join credit_accounts credit using (tenant_id)
     where billing.stripe_clock_id is not null and credit.month_end_at <= billing.clock_frozen_at limit ${AT_ONCE})`);
  for (const { tenant_id: tenantId } of due)
    await addJob(db, "settle-tenant", { tenantId }, { key: `settle:${tenantId}` });
}
