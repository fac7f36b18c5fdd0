import { and, eq, gt, ne, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { cardSetups, trialRedemptions } from "@/db/schema/grants";
import type { TenantId, TrialStartId } from "@/lib/ids";

export type TrialRow = typeof trialRedemptions.$inferSelect;

/** Enters a trial unless its workspace, person or card has had one; the unique keys decide, whatever races. */
export async function insertTrial(db: Executor, row: Omit<TrialRow, "createdAt">): Promise<boolean> {
  const written = await db
    .insert(trialRedemptions)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: trialRedemptions.id });
  return written.length > 0;
}

export async function findTrial(db: Executor, id: TrialStartId): Promise<TrialRow | null> {
  const [row] = await db.select().from(trialRedemptions).where(eq(trialRedemptions.id, id));
  return row ?? null;
}

/** Whether a trial of the tenant was claimed since then and is still being begun at Stripe. */
export async function isTrialBeginning(db: Executor, tenantId: TenantId, since: Date): Promise<boolean> {
  const rows = await db
    .select({ id: trialRedemptions.id })
    .from(trialRedemptions)
    .innerJoin(cardSetups, eq(cardSetups.id, trialRedemptions.id))
    .where(
      and(
        eq(trialRedemptions.tenantId, tenantId),
        eq(cardSetups.state, "completing"),
        gt(trialRedemptions.createdAt, since),
      ),
    );
  return rows.length > 0;
}

/** Takes a trial back that was never begun. */
export async function deleteTrial(db: Executor, id: TrialStartId): Promise<void> {
  await db.delete(trialRedemptions).where(eq(trialRedemptions.id, id));
}

/** By what a trial may be known; what is left out is not asked. */
export interface TrialTraits {
  tenantId?: TrialRow["tenantId"];
  normalizedEmail?: string;
  cardFingerprint?: string;
}

/** Trials, other than `except`, that share a trait. */
export async function listTrialsLike(
  db: Executor,
  { tenantId, normalizedEmail, cardFingerprint }: TrialTraits,
  except?: TrialStartId,
): Promise<TrialRow[]> {
  const shared = or(
    tenantId ? eq(trialRedemptions.tenantId, tenantId) : undefined,
    normalizedEmail ? eq(trialRedemptions.normalizedEmail, normalizedEmail) : undefined,
    cardFingerprint ? eq(trialRedemptions.cardFingerprint, cardFingerprint) : undefined,
  );
  if (!shared) return [];
  return db
    .select()
    .from(trialRedemptions)
    .where(except ? and(shared, ne(trialRedemptions.id, except)) : shared);
}
