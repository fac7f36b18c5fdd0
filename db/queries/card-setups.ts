import { and, desc, eq, gt, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { type CardSetupPurpose, type CardSetupState, cardSetups, trialRedemptions } from "@/db/schema/grants";
import type { TenantId, TrialStartId, UserId } from "@/lib/ids";

export type CardSetupRow = typeof cardSetups.$inferSelect;

interface WantedSetup {
  tenantId: TenantId;
  createdBy: UserId;
  purpose: CardSetupPurpose;
  stripePriceId: string | null;
  trialDays: number | null;
}

/** A setup of the same person for the same thing that still waits for its card: a double click shares it. */
export async function findOpenCardSetup(db: Executor, wanted: WantedSetup, now: Date): Promise<CardSetupRow | null> {
  const { tenantId, createdBy, purpose, stripePriceId, trialDays } = wanted;
  const [row] = await db
    .select()
    .from(cardSetups)
    .where(
      and(
        eq(cardSetups.tenantId, tenantId),
        eq(cardSetups.createdBy, createdBy),
        eq(cardSetups.purpose, purpose),
        eq(cardSetups.state, "open"),
        gt(cardSetups.expiresAt, now),
        sql`${cardSetups.stripePriceId} is not distinct from ${stripePriceId}`,
        sql`${cardSetups.trialDays} is not distinct from ${trialDays}::int`,
      ),
    )
    .orderBy(desc(cardSetups.createdAt))
    .limit(1);
  return row ?? null;
}

export async function insertCardSetup(db: Executor, row: typeof cardSetups.$inferInsert): Promise<CardSetupRow> {
  const [written] = await db.insert(cardSetups).values(row).returning();
  if (!written) throw new Error("the card setup was not written");
  return written;
}

/** The tenant's own setup behind a SetupIntent; another tenant's is none (G21). */
export async function findCardSetup(
  db: Executor,
  tenantId: TenantId,
  purpose: CardSetupPurpose,
  stripeSetupIntentId: string,
): Promise<CardSetupRow | null> {
  const [row] = await db
    .select()
    .from(cardSetups)
    .where(
      and(
        eq(cardSetups.tenantId, tenantId),
        eq(cardSetups.purpose, purpose),
        eq(cardSetups.stripeSetupIntentId, stripeSetupIntentId),
      ),
    );
  return row ?? null;
}

/** Moves a setup on, if it is still in one of the states `from`; tells whether it was. */
export async function moveCardSetup(
  db: Executor,
  id: TrialStartId,
  from: CardSetupState[],
  to: { state: CardSetupState; failureCode?: string | null; endedAt?: Date },
): Promise<boolean> {
  const moved = await db
    .update(cardSetups)
    .set(to)
    .where(and(eq(cardSetups.id, id), inArray(cardSetups.state, from)))
    .returning({ id: cardSetups.id });
  return moved.length > 0;
}

/** Setups whose card never came. */
export async function listExpiredCardSetups(db: Executor, now: Date, limit: number): Promise<CardSetupRow[]> {
  return db
    .select()
    .from(cardSetups)
    .where(and(eq(cardSetups.state, "open"), lt(cardSetups.expiresAt, now)))
    .limit(limit);
}

/** Trials that were claimed before `claimedBefore` and never came to an end: whoever began them was interrupted. */
export async function listInterruptedTrials(db: Executor, claimedBefore: Date, limit: number): Promise<CardSetupRow[]> {
  const rows = await db
    .select({ setup: cardSetups })
    .from(cardSetups)
    .innerJoin(trialRedemptions, eq(trialRedemptions.id, cardSetups.id))
    .where(
      and(
        eq(cardSetups.state, "completing"),
        isNotNull(cardSetups.stripeSetupIntentId),
        lt(trialRedemptions.createdAt, claimedBefore),
      ),
    )
    .limit(limit);
  return rows.map(({ setup }) => setup);
}
