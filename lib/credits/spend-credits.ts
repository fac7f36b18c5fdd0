import { findCreditEntry } from "@/db/queries/credits";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { consumeCredits } from "./consume-credits";
import type { CreditsNow } from "./read-credits";
import { readCreditsNow } from "./read-credits-now";
import { outOfCredits, requireSpendable } from "./require-spendable";

interface SpendCredits {
  tenantId: TenantId;
  quantity: number;
  /** The caller's own name of what the credits are for. */
  source: string;
}

export interface SpentCredits {
  quantity: number;
  repeated: boolean;
  credits: CreditsNow;
}

/**
 * Spends credits for a service of somebody else's. Repeating a source takes nothing more and answers the same. Throws
 * `read_only`, `out_of_credits`, `source_reused`.
 */
export async function spendCredits({ tenantId, quantity, source }: SpendCredits): Promise<SpentCredits> {
  const db = database();
  const before = await requireSpendable(db, tenantId);
  // Names of our own sources are out of reach: a service must not be able to take the place of a grant.
  const entrySource = `use:${source}`;
  const outcome = await consumeCredits(db, tenantId, quantity, entrySource);
  if (outcome === "insufficient") throw outOfCredits(before);
  if (outcome === "repeated") await requireSameQuantity(tenantId, entrySource, quantity);
  return { quantity, repeated: outcome === "repeated", credits: await readCreditsNow(db, tenantId) };
}

async function requireSameQuantity(tenantId: TenantId, source: string, quantity: number): Promise<void> {
  const entry = await findCreditEntry(database(), tenantId, source);
  if (entry?.quantity !== quantity)
    throw new AppError("source_reused", "This source paid for another quantity before. Name every use anew.");
}
