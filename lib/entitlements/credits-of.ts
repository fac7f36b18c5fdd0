import { type Access, allowsWrites } from "./decide-access";

/**
 * The credits of a month that this access gives; null means unlimited. Nothing is granted while nothing may be made:
 * a workspace that does not pay must not save up.
 */
export function creditsOf(access: Access, plan: { monthlyCredits: number | null }): number | null {
  return allowsWrites(access.mode) ? plan.monthlyCredits : 0;
}
