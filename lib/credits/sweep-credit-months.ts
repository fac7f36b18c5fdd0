import { lte } from "drizzle-orm";
import { creditAccounts } from "@/db/schema/credits";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { readCredits } from "./read-credits";

const AT_ONCE = 500;

/** Expires and grants for tenants whose credit month is over, so that the ledger is right without a visit. */
export async function sweepCreditMonths(): Promise<void> {
  const db = database();
  const due = await db
    .select({ tenantId: creditAccounts.tenantId })
    .from(creditAccounts)
    .where(lte(creditAccounts.monthEndAt, wallNow()))
    .limit(AT_ONCE);
  for (const { tenantId } of due) {
    const { monthlyCredits, at } = await readEntitlement(db, tenantId);
    await readCredits(db, tenantId, monthlyCredits, at);
  }
}
