import type { SubscriptionStatus } from "@/db/schema/billing";

const ENDED = new Set<SubscriptionStatus>(["canceled", "incomplete_expired"]);

/** Whether the subscription is over for good. */
export function hasEnded(subscription: { status: SubscriptionStatus }): boolean {
  return ENDED.has(subscription.status);
}

// What gives more access stands first, so that a stray incomplete subscription never hides a paid one.
const ORDER: readonly SubscriptionStatus[] = [
  "active",
  "trialing",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
  "canceled",
  "incomplete_expired",
];

interface Candidate {
  stripeSubscriptionId: string;
  status: SubscriptionStatus;
  createdAt: Date;
}

/**
 * The subscription that decides access: among open ones the one with most access, then the oldest (it was there
 * first; a second one is drift); among ended ones the newest. The id settles ties, so that the choice never flickers.
 */
export function chooseCurrent<T extends Candidate>(subscriptions: readonly T[]): T | null {
  const sorted = [...subscriptions].sort((a, b) => {
    const byStatus = ORDER.indexOf(a.status) - ORDER.indexOf(b.status);
    if (byStatus !== 0) return byStatus;
    const byAge = a.createdAt.getTime() - b.createdAt.getTime();
    const preferred = hasEnded(a) ? -byAge : byAge;
    return preferred !== 0 ? preferred : a.stripeSubscriptionId.localeCompare(b.stripeSubscriptionId);
  });
  return sorted[0] ?? null;
}
