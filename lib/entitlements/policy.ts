import { DAY_MS } from "@/lib/clock";

/** How long access outlives a failed payment (design: grace, then read-only, then Free). */
export interface AccessPolicy {
  pastDueGraceMs: number;
  /** Counted from the same moment as the grace; then we cancel at Stripe. */
  pastDueReadOnlyMs: number;
  unpaidReadOnlyMs: number;
}

export const ACCESS_POLICY: AccessPolicy = {
  pastDueGraceMs: 7 * DAY_MS,
  pastDueReadOnlyMs: 21 * DAY_MS,
  unpaidReadOnlyMs: 30 * DAY_MS,
};
