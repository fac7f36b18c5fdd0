import type { Executor } from "@/db/client";
import { violatedConstraint } from "@/db/errors";
import { takeCredits } from "@/db/queries/credits";
import type { TenantId } from "@/lib/ids";

/** consumed: paid just now · repeated: this source had paid before · insufficient: nothing was taken. */
export type Consumption = "consumed" | "repeated" | "insufficient";

/**
 * Spends credits for one source, all or nothing, however many ask at once (G19). Inside a transaction a `repeated`
 * answer has aborted it: callers run it first and then read what the first time made.
 */
export async function consumeCredits(
  db: Executor,
  tenantId: TenantId,
  quantity: number,
  source: string,
): Promise<Consumption> {
  try {
    return (await takeCredits(db, tenantId, quantity, source)) ? "consumed" : "insufficient";
  } catch (error) {
    if (violatedConstraint(error) === "credit_entries_once_per_source") return "repeated";
    throw error;
  }
}
