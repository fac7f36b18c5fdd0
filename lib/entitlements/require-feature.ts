import type { Executor } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Feature } from "@/lib/plans/catalogue";
import { listPlans, type OfferedPlan } from "@/lib/plans/list-plans";
import type { Entitlement } from "./read-entitlement";

/** Whether the tenant may use the feature now: its plan lists it. A suspended tenant may use nothing. */
export function hasFeature({ plan, access }: Pick<Entitlement, "plan" | "access">, feature: Feature): boolean {
  return access.mode !== "none" && plan.features.includes(feature);
}

/** Where a feature can be had: the upgrade to the lowest tier on sale that lists it. */
export function offerOf(plans: readonly OfferedPlan[], feature: Feature): string {
  const plan = plans.find(({ features }) => features.includes(feature));
  return plan ? `/upgrade?plan=${plan.tier}` : "/pricing";
}

/** Refuses what the plan does not include. Throws `feature_locked` with the way to a plan that does. */
export async function requireFeature(db: Executor, entitlement: Entitlement, feature: Feature): Promise<void> {
  if (hasFeature(entitlement, feature)) return;
  const detail = `The plan does not include ${feature}. Choose one that does.`;
  throw new AppError("feature_locked", detail, { upgradeUrl: offerOf(await listPlans(db), feature) });
}
