import type { Transaction } from "@/db/client";
import { creditAccounts } from "@/db/schema/credits";
import type { TenantId } from "@/lib/ids";
import { requireActivePlan } from "@/lib/plans/require-active-plan";
import { creditMonthAt } from "./credit-month";
import { settleCredits } from "./settle-credits";

/** Starts a new tenant's credit clock and grants what the Free plan gives. */
export async function openCreditAccount(tx: Transaction, tenantId: TenantId, at: Date): Promise<void> {
  const month = creditMonthAt(at, at);
  await tx.insert(creditAccounts).values({
    tenantId,
    anchorAt: at,
    monthStartAt: month.startAt,
    monthEndAt: month.endAt,
  });
  const free = await requireActivePlan(tx, "free");
  await settleCredits(tx, tenantId, free.monthlyCredits, at);
}
