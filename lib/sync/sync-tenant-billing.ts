import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { findOpenCheckout, findSyncStart, lockBillingAccount } from "@/db/queries/billing";
import { closeCheckout, saveBillingAccount, saveInvoices, saveSubscriptions } from "@/db/queries/billing-writes";
import { plans } from "@/db/schema/catalogue";
import { billingNow } from "@/lib/clock";
import { settlePacks } from "@/lib/credits/settle-packs";
import { database } from "@/lib/database";
import { settleAccess } from "@/lib/entitlements/settle-access";
import { appendEvents } from "@/lib/events/append-events";
import type { PlanId, TenantId } from "@/lib/ids";
import { findNewInvoices } from "@/lib/invoices/find-new-invoices";
import { addJob } from "@/lib/jobs/add-job";
import { recordPayments } from "@/lib/payments/record-payments";
import { wakeParkedTransfers } from "@/lib/payments/wake-parked-transfers";
import { settleQuotes } from "@/lib/plan-changes/settle-quotes";
import { requireActivePlan } from "@/lib/plans/require-active-plan";
import { fetchSnapshot, loadFacts } from "./billing-facts";
import type { BillingSnapshot } from "./billing-snapshot";
import { hasEnded } from "./choose-current";
import { type BillingDecision, type BillingFacts, decideBilling } from "./decide-billing";
import { recordDrifts } from "./record-drifts";
import type { SyncCause } from "./sync-cause";

/** What is written together with a sync's effect, or not at all. */
type Within = (tx: Transaction) => Promise<void>;

/**
 * Makes our copy of a tenant's billing equal to what Stripe reports now: the only writer of subscription state, safe
 * to run any time, any number of times, from any process. Answers false when a newer read had been applied already;
 * another sync is queued then.
 */
export async function syncTenantBilling(tenantId: TenantId, cause: SyncCause, within?: Within): Promise<boolean> {
  const db = database();
  const start = await findSyncStart(db, tenantId);
  if (!start) throw new Error(`tenant ${tenantId} has no billing account`);
  // Nothing is billed to a workspace below another: what its people want to see anew is what their root pays for.
  if (start.parentId) return syncTenantBilling(start.parentId, cause, within);
  // `readAt` is from before the first call to Stripe: whatever this finds is at least as new as that moment (G3).
  const { readAt } = start;
  const snapshot = await fetchSnapshot(start);
  return db.transaction(async (tx) => {
    const isApplied = await applySnapshot(tx, tenantId, cause, readAt, snapshot);
    await within?.(tx);
    return isApplied;
  });
}

async function applySnapshot(
  tx: Transaction,
  tenantId: TenantId,
  cause: SyncCause,
  readAt: string,
  snapshot: BillingSnapshot,
): Promise<boolean> {
  const { account, isOutdated } = await lockBillingAccount(tx, tenantId, readAt);
  if (isOutdated) {
    await addJob(tx, "sync-tenant", { tenantId, cause: "repeat" satisfies SyncCause }, { key: `sync:${tenantId}` });
    return false;
  }
  // Before the facts: a lost dispute suspends the workspace, and the decision has to know it.
  const invoiceEvents = await findNewInvoices(tx, tenantId, snapshot.invoices);
  if (invoiceEvents.length > 0) await wakeParkedTransfers(tx, tenantId);
  const money = [...invoiceEvents, ...(await recordPayments(tx, tenantId, snapshot))];
  const facts = await loadFacts(tx, tenantId, account, snapshot);
  const decision = decideBilling(facts, snapshot);
  // Compared before anything is written over.
  await recordDrifts(tx, facts, decision, cause);
  if (decision.changed) await saveSubscriptions(tx, tenantId, decision.subscriptions);
  await settleQuotes(tx, tenantId, decision.subscriptions);
  const hasNewInvoices = await saveInvoices(tx, decision.invoices);
  const closed = snapshot.checkouts.filter(({ status }) => status !== "open");
  for (const { stripeSessionId, status } of closed)
    if (status !== "open") await closeCheckout(tx, tenantId, stripeSessionId, status);
  await queueFollowUps(tx, facts, decision, snapshot);
  const { access, dueAt } = decision;
  const plan = await planOf(tx, decision);
  const settled = await settleAccess(tx, tenantId, { account, access, plan, dueAt, at: billingNow(snapshot) });
  const packs = await settlePacks(tx, tenantId, snapshot.payments);
  await appendEvents(tx, tenantId, [...decision.events, ...money, ...settled.events, ...packs.events]);
  const isNewAccess = decision.changed || settled.isNews || packs.isNews;
  const values = {
    ...accountValues(account, snapshot),
    ...settled.values,
    entitlementVersion: account.entitlementVersion + (isNewAccess ? 1 : 0),
  };
  await saveBillingAccount(tx, tenantId, { ...values, readAt });
  // Open tabs are told of changes alone, not of every look.
  const isNews = isNewAccess || hasNewInvoices || money.length > 0 || closed.length > 0;
  if (isNews || differs(account, values)) await announceTenantChange(tx, tenantId, cause);
  return true;
}

/** What the account's row says after this sync. */
function accountValues(account: BillingFacts["account"], snapshot: BillingSnapshot) {
  const { card, nextCharge } = snapshot;
  return {
    ...(snapshot.customerDeleted ? unbound(account) : {}),
    stripeClockId: snapshot.stripeClockId,
    clockFrozenAt: snapshot.clockFrozenAt,
    balanceMinor: snapshot.balanceMinor,
    currency: snapshot.currency,
    cardBrand: card?.brand ?? null,
    cardLast4: card?.last4 ?? null,
    cardExpMonth: card?.expMonth ?? null,
    cardExpYear: card?.expYear ?? null,
    nextChargeMinor: nextCharge === "unknown" ? account.nextChargeMinor : (nextCharge?.amountMinor ?? null),
  };
}

function differs(account: BillingFacts["account"], values: Partial<BillingFacts["account"]>): boolean {
  return JSON.stringify({ ...account, ...values }) !== JSON.stringify(account);
}

/** A customer that was deleted at Stripe can't buy any more: the next purchase makes a new one. */
function unbound({ customerGeneration }: BillingFacts["account"]) {
  return { stripeCustomerId: null, customerGeneration: customerGeneration + 1 };
}

/** What has to be set right at Stripe itself, by jobs of its own: a sync only reads there. */
async function queueFollowUps(
  tx: Transaction,
  { tenantId, stored, prices }: BillingFacts,
  { givenUp, endsPause, subscriptions }: BillingDecision,
  { cardToAdopt }: BillingSnapshot,
): Promise<void> {
  // G10: a page that is still open beside a subscription is a second purchase waiting to happen.
  const isSubscribed = subscriptions.some((row) => !hasEnded(row));
  if (isSubscribed && (await findOpenCheckout(tx, tenantId)))
    await addJob(tx, "close-checkout", { tenantId }, { key: `close-checkout:${tenantId}` });
  // G14: what stays unpaid for too long ends at Stripe too, so that the debt stops growing and a new purchase is possible.
  if (givenUp.length > 0) await addJob(tx, "end-unpaid", { tenantId }, { key: `end-unpaid:${tenantId}` });
  // What fell due during the pause was voided: the period that it ends in may not be paid for.
  if (endsPause) await addJob(tx, "settle-ended-pause", { tenantId }, { key: `settle-ended-pause:${tenantId}` });
  // Whoever has just got a plan with seats has them from the first day, whatever quantity it began with.
  const current = subscriptions.find((row) => row.isCurrent && !hasEnded(row));
  const before = stored.find((row) => row.stripeSubscriptionId === current?.stripeSubscriptionId);
  const hasSeats = current ? prices.get(current.stripePriceId)?.includedMembers != null : false;
  if (hasSeats && before?.stripePriceId !== current?.stripePriceId)
    await addJob(tx, "sync-seats", { tenantId }, { key: `sync-seats:${tenantId}` });
  if (cardToAdopt) await addJob(tx, "adopt-card", { tenantId, ...cardToAdopt }, { key: `adopt-card:${tenantId}` });
}

/** The plan behind the access: the bought version while it is that tier's, else what is on sale. */
async function planOf(tx: Transaction, { access, subscriptions }: BillingDecision) {
  const id = subscriptions.find((row) => row.isCurrent)?.planId;
  const own = id ? await findPlan(tx, id) : null;
  return own?.tier === access.tier ? own : requireActivePlan(tx, access.tier);
}

async function findPlan(tx: Transaction, planId: PlanId) {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, planId));
  return plan ?? null;
}
