import { addMs, DAY_MS } from "@/lib/clock";
import type { MomentName } from "@/lib/contracts/time-machine";
import type { AccessPolicy } from "@/lib/entitlements/policy";

interface Subscription {
  trialEndAt: Date | null;
  currentPeriodEndAt: Date;
  unpaidSinceAt: Date | null;
  endedAt: Date | null;
}

// Stripe finalises and charges a renewal one hour after it drafted it.
const RENEWAL_TAKES_MS = 2 * 3_600_000;
const A_MOMENT_MS = 60_000;

/** The places in a workspace's future that can be visited, the nearest first; pure. */
export function listMoments(
  subscription: Subscription | null,
  policy: AccessPolicy,
  now: Date,
): { name: MomentName; at: Date }[] {
  const running = subscription?.endedAt ? null : subscription;
  const unpaid = running?.unpaidSinceAt ?? null;
  const places: [MomentName, Date | null][] = [
    ["trial_end", running?.trialEndAt ? addMs(running.trialEndAt, RENEWAL_TAKES_MS) : null],
    ["next_renewal", running ? addMs(running.currentPeriodEndAt, RENEWAL_TAKES_MS) : null],
    ["grace_end", unpaid ? addMs(unpaid, policy.pastDueGraceMs + A_MOMENT_MS) : null],
    ["read_only_end", unpaid ? addMs(unpaid, policy.pastDueReadOnlyMs + A_MOMENT_MS) : null],
    ["year_later", addMs(now, 365 * DAY_MS)],
  ];
  return places
    .flatMap(([name, at]) => (at && at > now ? [{ name, at }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
