import type { Transaction } from "@/db/client";
import { creditAccounts } from "@/db/schema/credits";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
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
  const { monthlyCredits } = await readEntitlement(tx, tenantId);
  await settleCredits(tx, tenantId, monthlyCredits, at);
}
