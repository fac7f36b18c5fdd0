import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { closeDrifts, enterDrifts, listOpenDrifts } from "@/db/queries/drifts";
import { invoices } from "@/db/schema/billing";
import { inboxEvents } from "@/db/schema/sync";
import { appendEvents } from "@/lib/events/append-events";
import type { BillingDecision, BillingFacts } from "./decide-billing";
import { type Difference, findDifferences, standingProblems } from "./find-differences";
import type { SyncCause } from "./sync-cause";

const REPAIRED_BY_SYNC = "sync";

/**
 * Records what a sync finds to be different (G4): when reconciliation looks, everything that no event had told of;
 * whenever anything changed, what only a person can set right. Each is announced once.
 */
export async function recordDrifts(
  tx: Transaction,
  facts: BillingFacts,
  decision: BillingDecision,
  cause: SyncCause,
): Promise<void> {
  const isReconciling = cause === "reconciliation" && !(await isAwaitingEvents(tx, facts));
  const standing = standingProblems(decision.subscriptions);
  if (!isReconciling && !decision.changed && standing.length === 0) return;
  const found = isReconciling ? await allDifferences(tx, facts, decision) : standing;
  const entered = await enterDrifts(
    tx,
    found.map(({ kind, subject, detail, repair }) => {
      const repairedBy = repair === "sync" ? REPAIRED_BY_SYNC : null;
      return { tenantId: facts.tenantId, kind, subject, detail, repairedBy };
    }),
  );
  await closeWhatIsGone(tx, facts, standing);
  await appendEvents(
    tx,
    facts.tenantId,
    entered.map(({ kind, subject }) => ({ type: "DriftDetected", data: { kind, detail: subject } })),
  );
}

async function allDifferences(tx: Transaction, facts: BillingFacts, decision: BillingDecision): Promise<Difference[]> {
  const stored = await tx.select().from(invoices).where(eq(invoices.tenantId, facts.tenantId));
  return findDifferences(facts, decision, stored);
}

// What an event that has arrived is about to tell is no drift: it is only not done yet.
async function isAwaitingEvents(tx: Transaction, { account }: BillingFacts): Promise<boolean> {
  if (!account.stripeCustomerId) return false;
  const [row] = await tx
    .select({ id: inboxEvents.id })
    .from(inboxEvents)
    .where(and(eq(inboxEvents.stripeCustomerId, account.stripeCustomerId), eq(inboxEvents.state, "received")))
    .limit(1);
  return row !== undefined;
}

async function closeWhatIsGone(tx: Transaction, { tenantId }: BillingFacts, standing: Difference[]): Promise<void> {
  const stands = new Set(standing.map(({ kind, subject }) => `${kind} ${subject}`));
  const ours = new Set(["second_subscription", "unknown_price"]);
  const gone = (await listOpenDrifts(tx, tenantId)).filter(
    ({ kind, subject }) => ours.has(kind) && !stands.has(`${kind} ${subject}`),
  );
  await closeDrifts(
    tx,
    gone.map(({ id }) => id),
    REPAIRED_BY_SYNC,
  );
}
