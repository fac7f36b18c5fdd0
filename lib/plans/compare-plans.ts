import type { PlanComparisonDto } from "@/lib/contracts/plans";
import { FEATURES, RESOURCES } from "./catalogue";
import type { OfferedPlan } from "./list-plans";
import { toPlanDto } from "./plan-dto";

/** Plans side by side: features that at least one has, and every limit. */
export function comparePlans(plans: readonly OfferedPlan[]): PlanComparisonDto {
  const had = FEATURES.filter((feature) => plans.some(({ features }) => features.includes(feature)));
  return {
    plans: plans.map(toPlanDto),
    features: had.map((feature) => ({
      feature,
      has_feature: Object.fromEntries(plans.map(({ tier, features }) => [tier, features.includes(feature)])),
    })),
    limits: RESOURCES.map((resource) => ({
      resource,
      limit: Object.fromEntries(plans.map(({ tier, limits }) => [tier, limits[resource]])),
    })),
  };
}
