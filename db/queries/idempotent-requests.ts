import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { idempotentRequests } from "@/db/schema/api";

/** One request with an Idempotency-Key; the times tell this attempt from a later one that took it over. */
export interface RequestClaim {
  caller: string;
  key: string;
  requestHash: string;
  createdAt: Date;
  expiresAt: Date;
}

type StoredRequest = Pick<typeof idempotentRequests.$inferSelect, "requestHash" | "status" | "body">;

/**
 * Takes the key for this request; false when another request has it. A row that has expired is free, and so is one
 * whose request began before `abandonedBefore` and never ended: its process was killed.
 */
export async function claimRequest(db: Executor, claim: RequestClaim, abandonedBefore: Date): Promise<boolean> {
  const { requestHash, createdAt, expiresAt } = claim;
  const isAbandoned = and(
    isNull(idempotentRequests.status),
    lte(idempotentRequests.createdAt, abandonedBefore),
    eq(idempotentRequests.requestHash, requestHash),
  );
  const taken = await db
    .insert(idempotentRequests)
    .values(claim)
    .onConflictDoUpdate({
      target: [idempotentRequests.caller, idempotentRequests.key],
      set: { requestHash, createdAt, expiresAt, status: null, body: null },
      setWhere: or(lte(idempotentRequests.expiresAt, createdAt), isAbandoned),
    })
    .returning({ key: idempotentRequests.key });
  return taken.length > 0;
}

/** What became of the request that has the key; null when it gave the key back meanwhile. */
export async function findRequest(db: Executor, { caller, key }: RequestClaim): Promise<StoredRequest | null> {
  const { requestHash, status, body } = idempotentRequests;
  const [row] = await db
    .select({ requestHash, status, body })
    .from(idempotentRequests)
    .where(and(eq(idempotentRequests.caller, caller), eq(idempotentRequests.key, key)));
  return row ?? null;
}

const ownRow = ({ caller, key, createdAt }: RequestClaim) =>
  and(
    eq(idempotentRequests.caller, caller),
    eq(idempotentRequests.key, key),
    eq(idempotentRequests.createdAt, createdAt),
    isNull(idempotentRequests.status),
  );

/** Keeps the answer for the repetitions; without effect when another attempt took the request over. */
export async function keepAnswer(db: Executor, claim: RequestClaim, status: number, body: unknown): Promise<void> {
  await db.update(idempotentRequests).set({ status, body }).where(ownRow(claim));
}

/** Gives the key back, so that a repetition runs again. */
export async function releaseRequest(db: Executor, claim: RequestClaim): Promise<void> {
  await db.delete(idempotentRequests).where(ownRow(claim));
}

/** Deletes what nobody may repeat any more. */
export async function sweepRequests(db: Executor, now: Date): Promise<void> {
  await db.delete(idempotentRequests).where(lte(idempotentRequests.expiresAt, now));
}
