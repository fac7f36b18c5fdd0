import type { Database } from "@/db/client";
import { type CreditOverview, findCreditOverview } from "@/db/queries/credits";
import { wallNow } from "@/lib/clock";
import type { TenantId } from "@/lib/ids";
import type { CreditState } from "./credit-policy";
import { releaseLapsed } from "./release-lapsed";
import { settleCredits } from "./settle-credits";

/** The credits as a person may spend them, and what is set aside for work under way. */
export interface CreditsNow extends CreditState {
  reserved: number;
}

/**
 * The tenant's credits now: a month that has turned since the last look is settled first, and what was set aside for
 * too long comes back.
 */
export async function readCredits(
  db: Database,
  tenantId: TenantId,
  monthlyCredits: number | null,
  at: Date,
): Promise<CreditsNow> {
  const known = await findCreditOverview(db, tenantId);
  if (known && isSettled(known, monthlyCredits, at)) return known;
  await db.transaction(async (tx) => {
    await settleCredits(tx, tenantId, monthlyCredits, at);
    await releaseLapsed(tx, tenantId, wallNow());
  });
  const settled = await findCreditOverview(db, tenantId);
  if (!settled) throw new Error(`tenant ${tenantId} has no credit account`);
  return settled;
}

function isSettled(known: CreditOverview, monthlyCredits: number | null, at: Date): boolean {
  // Access also ends by the passing of time, with no sync to say so: what is stored must be asked of the plan again.
  const isOfPlan = known.unlimited === (monthlyCredits === null);
  const hasLapsed = known.firstLapseAt !== null && known.firstLapseAt <= wallNow();
  return isOfPlan && at < known.monthEndAt && !hasLapsed;
}
