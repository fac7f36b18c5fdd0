import type { SubscriptionStatus } from "@/db/schema/billing";
import { addMs } from "@/lib/clock";
import { type Tier, tierRank } from "@/lib/plans/catalogue";
import type { AccessPolicy } from "./policy";

/** full: everything · grace: everything, for a while · read_only: reading alone · none: suspended. */
export type AccessMode = "full" | "grace" | "read_only" | "none";

/** Why a tenant has the access that it has; the screen's words stand in the message catalogue. */
export type AccessReason =
  | "no_subscription"
  | "active"
  | "trialing"
  | "ending"
  | "payment_failed_grace"
  | "payment_failed_read_only"
  | "payment_failed_ended"
  | "unpaid"
  | "paused"
  | "payment_pending"
  | "ended"
  | "unknown_plan"
  | "granted"
  | "parent_plan"
  | "suspended";

/** What the decision needs to know of a subscription. */
export interface SubscriptionFacts {
  status: SubscriptionStatus;
  /** Null when the price is none of ours. */
  tier: Tier | null;
  currentPeriodEndAt: Date;
  trialEndAt: Date | null;
  cancelAt: Date | null;
  collectionPaused: boolean;
  /** Set whenever payment is due; the period's start stands in for it. */
  unpaidSinceAt: Date | null;
  currentPeriodStartAt: Date;
}

/** A plan that was given for nothing, from `startsAt` until `endsAt` (null = until it is revoked). */
export interface GrantFacts {
  tier: Tier;
  startsAt: Date;
  endsAt: Date | null;
}

export interface AccessFacts {
  subscription: SubscriptionFacts | null;
  grants: readonly GrantFacts[];
  suspended: boolean;
}

export interface Access {
  tier: Tier;
  mode: AccessMode;
  reason: AccessReason;
  /** When this decision may turn out otherwise by the passing of time alone; null = never by itself. */
  nextChangeAt: Date | null;
}

/**
 * The one access decision (G13): pure and total, so that pages, API, mails and jobs can never disagree.
 * Statuses: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
export function decideAccess(facts: AccessFacts, policy: AccessPolicy, at: Date): Access {
  if (facts.suspended) return { tier: "free", mode: "none", reason: "suspended", nextChangeAt: null };
  return raiseByGrants(decidePaid(facts.subscription, policy, at), facts.grants, at);
}

/** Whether a payment has stayed open for so long that its subscription is to be ended at Stripe (G14). */
export function isGivenUp(subscription: Omit<SubscriptionFacts, "tier">, policy: AccessPolicy, at: Date): boolean {
  // Whatever it is a subscription to: also one to a price that is none of ours must not run up a debt.
  return decideByStatus({ ...subscription, tier: "free" }, "free", policy, at).reason === "payment_failed_ended";
}

/** When something falls due by the passing of time: access changes, or what lies below a grant does. */
export function nextDueAt(facts: AccessFacts, policy: AccessPolicy, at: Date): Date | null {
  return earliest([
    decideAccess(facts, policy, at).nextChangeAt,
    decidePaid(facts.subscription, policy, at).nextChangeAt,
  ]);
}

function decidePaid(subscription: SubscriptionFacts | null, policy: AccessPolicy, at: Date): Access {
  if (!subscription) return free("no_subscription");
  // A price that is none of ours grants nothing: only an operator can say what it was meant to be.
  if (!subscription.tier) return free("unknown_plan");
  return decideByStatus(subscription, subscription.tier, policy, at);
}

/** A live grant raises the tier, and lets work where an unpaid plan only lets read (G15). */
function raiseByGrants(paid: Access, grants: readonly GrantFacts[], at: Date): Access {
  const best = grants.filter((grant) => isLive(grant, at)).sort(byWorth)[0];
  const isBetter = best && (!allowsWrites(paid.mode) || tierRank(best.tier) > tierRank(paid.tier));
  const access: Access = isBetter
    ? { tier: best.tier, mode: "full", reason: "granted", nextChangeAt: best.endsAt }
    : paid;
  const starts = grants.filter(({ startsAt }) => startsAt > at).map(({ startsAt }) => startsAt);
  return { ...access, nextChangeAt: earliest([access.nextChangeAt, ...starts]) };
}

const isLive = ({ startsAt, endsAt }: GrantFacts, at: Date) => startsAt <= at && (endsAt === null || endsAt > at);

/** The highest tier first; of equals the one that lasts longest. */
function byWorth(a: GrantFacts, b: GrantFacts): number {
  const end = ({ endsAt }: GrantFacts) => endsAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (a.tier !== b.tier) return tierRank(b.tier) - tierRank(a.tier);
  return end(a) === end(b) ? 0 : end(b) - end(a);
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? new Date(Math.min(...known.map((time) => time.getTime()))) : null;
}

const free = (reason: AccessReason): Access => ({ tier: "free", mode: "full", reason, nextChangeAt: null });

function decideByStatus(subscription: SubscriptionFacts, tier: Tier, policy: AccessPolicy, at: Date): Access {
  switch (subscription.status) {
    case "trialing":
    case "active":
      return decideLive(subscription, tier, subscription.status, at);
    case "past_due":
      return decidePastDue(subscription, tier, policy, at);
    case "unpaid":
      return decideUnpaid(subscription, tier, policy, at);
    case "paused":
      return { tier, mode: "read_only", reason: "paused", nextChangeAt: null };
    case "incomplete":
      return free("payment_pending");
    case "canceled":
    case "incomplete_expired":
      return free("ended");
  }
}

function decideLive(subscription: SubscriptionFacts, tier: Tier, status: "trialing" | "active", at: Date): Access {
  if (subscription.collectionPaused) return { tier, mode: "read_only", reason: "paused", nextChangeAt: null };
  const { cancelAt } = subscription;
  if (cancelAt && cancelAt <= at) return free("ended");
  if (cancelAt) return { tier, mode: "full", reason: "ending", nextChangeAt: cancelAt };
  const nextChangeAt = status === "trialing" ? subscription.trialEndAt : null;
  return { tier, mode: "full", reason: status, nextChangeAt: nextChangeAt && nextChangeAt > at ? nextChangeAt : null };
}

function decidePastDue(subscription: SubscriptionFacts, tier: Tier, policy: AccessPolicy, at: Date): Access {
  const since = subscription.unpaidSinceAt ?? subscription.currentPeriodStartAt;
  const graceEndAt = addMs(since, policy.pastDueGraceMs);
  const readOnlyEndAt = addMs(since, policy.pastDueReadOnlyMs);
  if (at < graceEndAt) return { tier, mode: "grace", reason: "payment_failed_grace", nextChangeAt: graceEndAt };
  if (at < readOnlyEndAt)
    return { tier, mode: "read_only", reason: "payment_failed_read_only", nextChangeAt: readOnlyEndAt };
  return free("payment_failed_ended");
}

function decideUnpaid(subscription: SubscriptionFacts, tier: Tier, policy: AccessPolicy, at: Date): Access {
  const endAt = addMs(subscription.unpaidSinceAt ?? subscription.currentPeriodStartAt, policy.unpaidReadOnlyMs);
  if (at < endAt) return { tier, mode: "read_only", reason: "unpaid", nextChangeAt: endAt };
  return free("payment_failed_ended");
}

/** Whether the product may be changed (not only read) in this mode. */
export function allowsWrites(mode: AccessMode): boolean {
  return mode === "full" || mode === "grace";
}
