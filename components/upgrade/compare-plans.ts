import type { PlanDto } from "@/lib/contracts/plans";
import { type Feature, RESOURCES, type Resource, tierRank } from "@/lib/plans/catalogue";

/** One thing that another plan changes; null amounts mean unlimited. */
export type Difference =
  | { kind: "credits"; from: number | null; to: number | null }
  | { kind: "limit"; resource: Resource; from: number | null; to: number | null }
  | { kind: "feature"; feature: Feature; gained: boolean };

/** What changes when going from one plan to the other, in the order in which people care; the same is left out. */
export function comparePlans(current: PlanDto, target: PlanDto): Difference[] {
  const credits: Difference = { kind: "credits", from: current.monthly_credits, to: target.monthly_credits };
  const limits = RESOURCES.map((resource): Difference => {
    return { kind: "limit", resource, from: current.limits[resource], to: target.limits[resource] };
  });
  const gained = target.features.filter((feature) => !current.features.includes(feature));
  const lost = current.features.filter((feature) => !target.features.includes(feature));
  const features = [...gained, ...lost].map((feature): Difference => {
    return { kind: "feature", feature, gained: gained.includes(feature) };
  });
  return [credits, ...limits, ...features].filter(changesSomething);
}

function changesSomething(difference: Difference): boolean {
  return difference.kind === "feature" || difference.from !== difference.to;
}

/** Whether a change gives more than before. */
export function isGain(difference: Difference): boolean {
  if (difference.kind === "feature") return difference.gained;
  if (difference.from === null) return false;
  return difference.to === null || difference.to > difference.from;
}

/** The plan to offer to somebody out of credits: the lowest one for sale that has more of them than the present one. */
export function offerForMoreCredits(plans: PlanDto[], current: PlanDto): PlanDto | null {
  if (current.monthly_credits === null) return null;
  const better = plans.filter((plan) => plan.prices.length > 0 && tierRank(plan.tier) > tierRank(current.tier));
  // Whoever has run out once will again: what has no end comes first.
  return better.find((plan) => plan.monthly_credits === null) ?? better[0] ?? null;
}
