import type { Database } from "@/db/client";
import { findCreditAccount } from "@/db/queries/credits";
import type { TenantId } from "@/lib/ids";
import type { CreditState } from "./credit-policy";
import { settleCredits } from "./settle-credits";

/** The tenant's credits now: a month that has turned since the last look is settled first. */
export async function readCredits(
  db: Database,
  tenantId: TenantId,
  monthlyCredits: number | null,
  at: Date,
): Promise<CreditState> {
  const account = await findCreditAccount(db, tenantId);
  // Access also ends by the passing of time, with no sync to say so: what is stored must be asked of the plan again.
  const isSettled = account?.unlimited === (monthlyCredits === null);
  if (account && isSettled && at < account.monthEndAt) return account;
  const { next } = await db.transaction((tx) => settleCredits(tx, tenantId, monthlyCredits, at));
  return next;
}
