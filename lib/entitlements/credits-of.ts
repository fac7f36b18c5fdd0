import { type Access, allowsWrites } from "./decide-access";

/** What the rule needs to know of a workspace. */
interface Receiver {
  kind: "personal" | "team";
  /** Set when another workspace pays for it. */
  parentId: string | null;
}

/**
 * The credits of a month that this access gives; null means unlimited. Nothing is granted while nothing may be made: a
 * workspace that does not pay must not save up. What costs nothing to open gets nothing: a team's workspace on Free, and
 * a child beside its parent's own credits (docs/decisions/free-credits.md).
 */
export function creditsOf(access: Access, plan: { monthlyCredits: number | null }, to: Receiver): number | null {
  if (!allowsWrites(access.mode)) return 0;
  if (plan.monthlyCredits === null) return null;
  const isFreeOfCharge = access.tier === "free" && to.kind === "team";
  return isFreeOfCharge || to.parentId !== null ? 0 : plan.monthlyCredits;
}
