import type { SubscriptionStatus } from "@/db/schema/billing";
import type { ChangeTiming } from "@/db/schema/plan-changes";
import type { ErrorCode } from "@/lib/errors";
import { type Interval, type Tier, tierRank } from "@/lib/plans/catalogue";
import { hasEnded } from "@/lib/sync/choose-current";

/** What the rules look at of a subscription; a row of the table in docs/plan-changes.md each. */
export const CHANGE_STATES = [
  "none",
  "granted",
  "custom_price",
  "other_currency",
  "incomplete",
  "unpaid",
  "paused",
  "collection_paused",
  "pending",
  "ending",
  "past_due",
  "trialing",
  "by_transfer",
  "scheduled",
  "active",
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** What is wanted of it, compared with what it is; a column of the table each. */
export const CHANGE_KINDS = [
  "tier_up",
  "tier_down",
  "to_yearly",
  "to_monthly",
  "more_seats",
  "fewer_seats",
  "same",
  "to_free",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A subscription as far as the rules ask. */
export interface ChangeSubject {
  status: SubscriptionStatus;
  /** Null when the price is none of ours. */
  tier: Tier | null;
  interval: Interval | null;
  quantity: number;
  currency: string;
  cancelAt: Date | null;
  collectionPaused: boolean;
  collectionMethod: "charge_automatically" | "send_invoice";
  pendingStripePriceId: string | null;
  scheduledAt: Date | null;
}

export interface WantedPlan {
  tier: Tier;
  interval: Interval;
  quantity: number;
  currency: string;
}

export type Direction = "up" | "down";

/** What a change comes to, or why it is refused. */
export type ChangeDecision =
  | { allowed: true; kind: ChangeKind; direction: Direction; timing: ChangeTiming; replacesScheduled: boolean }
  | { allowed: false; kind: ChangeKind; code: ErrorCode; reason: string };

interface Refusal {
  code: ErrorCode;
  reason: string;
}

const REFUSALS = {
  not_subscribed: "There is no subscription to change. Choose a plan to start one.",
  currency_differs: "The subscription is billed in another currency, which can't be changed while it runs.",
  custom_price: "The subscription has a price of its own. Write to us to change it.",
  payment_pending: "The first payment is not finished. Finish or cancel it, then choose again.",
  payment_overdue: "An invoice is unpaid. Pay it first, then change the plan.",
  subscription_paused: "The subscription is paused. Resume it first, then change the plan.",
  change_pending: "Another change waits for its payment to be confirmed. Finish or undo it first.",
  cancellation_scheduled: "The subscription is about to end. Take the cancellation back first, then change the plan.",
  pays_by_transfer: "The subscription is paid by bank transfer. Write to us to upgrade it.",
  no_change: "This is the plan that you have.",
  cancel_instead: "Free is what remains when a subscription ends. Cancel the subscription instead.",
} as const satisfies Partial<Record<ErrorCode, string>>;

const refusal = (code: keyof typeof REFUSALS): Refusal => ({ code, reason: REFUSALS[code] });

// These states refuse whatever is wanted; the others ask for the kind of change.
const CLOSED: Partial<Record<ChangeState, Refusal>> = {
  none: refusal("not_subscribed"),
  granted: refusal("not_subscribed"),
  other_currency: refusal("currency_differs"),
  custom_price: refusal("custom_price"),
  incomplete: refusal("payment_pending"),
  unpaid: refusal("payment_overdue"),
  paused: refusal("subscription_paused"),
  collection_paused: refusal("subscription_paused"),
  pending: refusal("change_pending"),
  ending: refusal("cancellation_scheduled"),
};

/**
 * Rules what a change of plan comes to: up now and paid, down at the period's end, during a trial at once and free of
 * charge (G9). Pure and total; docs/plan-changes.md holds the same as a table, and a test compares them.
 */
export function decideChange(
  subject: ChangeSubject | null,
  wanted: WantedPlan,
  { hasGrant = false }: { hasGrant?: boolean } = {},
): ChangeDecision {
  const state = changeStateOf(subject, wanted.currency, hasGrant);
  const kind = changeKindOf(subject ?? NOTHING, wanted);
  const ruled = ruleChange(state, kind);
  if ("code" in ruled) return { allowed: false, kind, ...ruled };
  return {
    allowed: true,
    kind,
    direction: directionOf(kind),
    timing: ruled.timing,
    replacesScheduled: state === "scheduled",
  };
}

const NOTHING = { tier: "free", interval: null, quantity: 0 } as const;

/** One cell of the table. */
export function ruleChange(state: ChangeState, kind: ChangeKind): { timing: ChangeTiming } | Refusal {
  const closed = CLOSED[state];
  if (closed) return closed;
  if (kind === "to_free") return refusal("cancel_instead");
  if (kind === "same") return refusal("no_change");
  if (state === "trialing") return { timing: "trial" };
  if (directionOf(kind) === "down") return { timing: "period_end" };
  // The time that an overdue invoice stands for would be credited as if it had been paid.
  if (state === "past_due") return refusal("payment_overdue");
  // Stripe holds a change back until it is paid only where a card is charged.
  if (state === "by_transfer") return refusal("pays_by_transfer");
  return { timing: "now" };
}

/** The row of the table that a subscription stands in: of several, the one that refuses most. */
export function changeStateOf(subject: ChangeSubject | null, currency: string, hasGrant: boolean): ChangeState {
  if (!subject || hasEnded(subject)) return hasGrant ? "granted" : "none";
  if (subject.tier === null || subject.interval === null) return "custom_price";
  if (subject.currency !== currency) return "other_currency";
  if (subject.status === "incomplete") return "incomplete";
  if (subject.status === "unpaid") return "unpaid";
  if (subject.status === "paused") return "paused";
  if (subject.collectionPaused) return "collection_paused";
  if (subject.pendingStripePriceId !== null) return "pending";
  if (subject.cancelAt !== null) return "ending";
  if (subject.status === "past_due") return "past_due";
  if (subject.status === "trialing") return "trialing";
  if (subject.collectionMethod === "send_invoice") return "by_transfer";
  return subject.scheduledAt === null ? "active" : "scheduled";
}

/** The column of the table: the tier decides first, then the interval, then the number of people. */
export function changeKindOf(
  subject: Pick<ChangeSubject, "tier" | "interval" | "quantity">,
  wanted: WantedPlan,
): ChangeKind {
  if (wanted.tier === "free") return "to_free";
  const rise = tierRank(wanted.tier) - tierRank(subject.tier ?? "free");
  if (rise !== 0) return rise > 0 ? "tier_up" : "tier_down";
  if (wanted.interval !== subject.interval) return wanted.interval === "yearly" ? "to_yearly" : "to_monthly";
  if (wanted.quantity !== subject.quantity) return wanted.quantity > subject.quantity ? "more_seats" : "fewer_seats";
  return "same";
}

function directionOf(kind: ChangeKind): Direction {
  return kind === "tier_up" || kind === "to_yearly" || kind === "more_seats" ? "up" : "down";
}
