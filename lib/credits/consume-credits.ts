import type { Executor, Transaction } from "@/db/client";
import { violatedConstraint } from "@/db/errors";
import { findCreditAccount, findCreditEntry, takeCredits, takeMonthlyCredits } from "@/db/queries/credits";
import { appendEvents } from "@/lib/events/append-events";
import type { TenantId } from "@/lib/ids";
import { availableCredits } from "./credit-policy";

/** consumed: paid just now · repeated: this source had paid before · insufficient: nothing was taken. */
export type Consumption = "consumed" | "repeated" | "insufficient";

/**
 * Spends credits for one source, the month's before the packs', all or nothing, however many ask at once (G19). One
 * statement while the month's last, a second where packs are needed; who takes the last ones also says so, in the same
 * transaction. Inside a caller's transaction a `repeated` answer may have aborted it: callers run it first and then read
 * what the first time made.
 */
export async function consumeCredits(
  db: Executor,
  tenantId: TenantId,
  quantity: number,
  source: string,
): Promise<Consumption> {
  try {
    if (await takeMonthlyCredits(db, tenantId, quantity, source)) return "consumed";
    if (await takeCredits(db, tenantId, { quantity, source, leaving: 1 })) return "consumed";
    return await db.transaction((tx) => takeLast(tx, tenantId, quantity, source));
  } catch (error) {
    if (violatedConstraint(error) === "credit_entries_once_per_source") return "repeated";
    throw error;
  }
}

async function takeLast(tx: Transaction, tenantId: TenantId, quantity: number, source: string): Promise<Consumption> {
  if (await takeCredits(tx, tenantId, { quantity, source, leaving: 0 })) {
    await tellExhausted(tx, tenantId);
    return "consumed";
  }
  // Repeated after the last credit went: it was paid for all the same.
  return (await findCreditEntry(tx, tenantId, source)) ? "repeated" : "insufficient";
}

/** Says so when nothing is left to spend. */
export async function tellExhausted(tx: Transaction, tenantId: TenantId): Promise<void> {
  const account = await findCreditAccount(tx, tenantId);
  if (!account || account.unlimited || availableCredits(account) > 0) return;
  const data = { month_end_at: account.monthEndAt.toISOString() };
  await appendEvents(tx, tenantId, [{ type: "CreditsExhausted", data }]);
}
