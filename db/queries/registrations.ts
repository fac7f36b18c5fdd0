import { and, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { plans, prices } from "@/db/schema/catalogue";
import { type RegistrationState, registrations } from "@/db/schema/registrations";
import { inboxEvents } from "@/db/schema/sync";
import { tenants } from "@/db/schema/tenants";
import type { RegistrationId } from "@/lib/ids";

export type RegistrationRow = typeof registrations.$inferSelect;

/** A registration with what it buys. */
export async function findRegistration(db: Executor, id: RegistrationId) {
  const [row] = await db
    .select({ registration: registrations, price: prices, plan: plans })
    .from(registrations)
    .innerJoin(prices, eq(prices.id, registrations.priceId))
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(eq(registrations.id, id));
  return row ?? null;
}
export type FoundRegistration = NonNullable<Awaited<ReturnType<typeof findRegistration>>>;

/** Takes the registration's lock: its account is made once. */
export async function lockRegistration(tx: Transaction, id: RegistrationId): Promise<RegistrationRow> {
  const [row] = await tx.select().from(registrations).where(eq(registrations.id, id)).for("update");
  if (!row) throw new Error(`registration ${id} is gone`);
  return row;
}

type Change = Partial<Omit<RegistrationRow, "id" | "secretHash" | "email" | "createdAt">>;

export async function updateRegistration(db: Executor, id: RegistrationId, change: Change): Promise<void> {
  await db.update(registrations).set(change).where(eq(registrations.id, id));
}

/** Changes a registration that is still in one of these states and, when asked, has no account yet; tells whether it was. */
export async function moveRegistration(
  db: Executor,
  id: RegistrationId,
  from: { states: RegistrationState[]; withoutAccount?: boolean },
  change: Change,
): Promise<boolean> {
  const moved = await db
    .update(registrations)
    .set(change)
    .where(
      and(
        eq(registrations.id, id),
        inArray(registrations.state, from.states),
        from.withoutAccount ? isNull(registrations.userId) : undefined,
      ),
    )
    .returning({ id: registrations.id });
  return moved.length > 0;
}

/** Registrations with an account whose plan was never settled; a workspace that was deleted since needs none. */
export async function listInterruptedRegistrations(db: Executor, begunBefore: Date, limit: number) {
  const rows = await db
    .select({ id: registrations.id })
    .from(registrations)
    .innerJoin(tenants, eq(tenants.id, registrations.tenantId))
    .where(
      and(
        eq(registrations.state, "completing"),
        isNotNull(registrations.userId),
        lt(registrations.createdAt, begunBefore),
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Ends those that nobody finished in time; whoever has an account by now is left to be finished. */
export async function expireRegistrations(db: Executor, now: Date): Promise<void> {
  await db
    .update(registrations)
    .set({ state: "expired", passwordHash: null })
    .where(
      and(
        inArray(registrations.state, ["setup", "completing"]),
        isNull(registrations.userId),
        lt(registrations.expiresAt, now),
      ),
    );
}

/** Expired ones whose customer may still stand at Stripe. */
export async function listUncleanRegistrations(db: Executor, limit: number): Promise<RegistrationRow[]> {
  return db
    .select()
    .from(registrations)
    .where(and(eq(registrations.state, "expired"), isNull(registrations.cleanedAt)))
    .limit(limit);
}

/** What Stripe told of customers that were never anybody's has no one to act on it. */
export async function ignoreEventsOfCleaned(db: Executor): Promise<void> {
  const cleaned = db
    .select({ id: registrations.stripeCustomerId })
    .from(registrations)
    .where(and(isNotNull(registrations.cleanedAt), isNotNull(registrations.stripeCustomerId)));
  await db
    .update(inboxEvents)
    .set({ state: "ignored", processedAt: sql`now()` })
    .where(and(eq(inboxEvents.state, "parked"), inArray(inboxEvents.stripeCustomerId, cleaned)));
}
