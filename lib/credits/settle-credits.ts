import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { creditAccounts, creditEntries } from "@/db/schema/credits";
import { newId, type TenantId } from "@/lib/ids";
import { creditMonthAt } from "./credit-month";
import { type CreditPlan, planCredits, sameCredits } from "./credit-policy";
import { lockCredits } from "./lock-credits";

/**
 * Brings a tenant's ledger to what its plan and credit month give: turn of the month, top-up by a better plan.
 * Repeating it changes nothing. `monthlyCredits` null means unlimited. Answers what was entered and the new state.
 */
export async function settleCredits(
  tx: Transaction,
  tenantId: TenantId,
  monthlyCredits: number | null,
  at: Date,
): Promise<CreditPlan> {
  const account = await lockCredits(tx, tenantId);
  const planned = planCredits(account, monthlyCredits, creditMonthAt(account.anchorAt, at));
  const { entries, next } = planned;
  if (entries.length > 0)
    await tx.insert(creditEntries).values(entries.map((entry) => ({ ...entry, id: newId(), tenantId, quantity: 0 })));
  if (!sameCredits(account, next)) {
    const { balance, unlimited, grantedThisMonth, usedThisMonth, monthStartAt, monthEndAt } = next;
    await tx
      .update(creditAccounts)
      .set({ balance, unlimited, grantedThisMonth, usedThisMonth, monthStartAt, monthEndAt })
      .where(eq(creditAccounts.tenantId, tenantId));
  }
  return planned;
}
