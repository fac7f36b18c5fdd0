import type { PlanDto } from "@/lib/contracts/plans";
import type { OfferedPlan } from "./list-plans";

/** A plan as the API and the pages show it. */
export function toPlanDto(plan: OfferedPlan): PlanDto {
  return {
    tier: plan.tier,
    version: plan.version,
    trial_days: plan.trialDays,
    included_members: plan.includedMembers,
    monthly_credits: plan.monthlyCredits,
    limits: plan.limits,
    features: plan.features,
    prices: plan.prices.map(({ interval, currency, amountMinor, extraMemberMinor }) => ({
      interval,
      currency: currency as PlanDto["prices"][number]["currency"],
      amount_minor: amountMinor,
      extra_member_minor: extraMemberMinor,
    })),
  };
}
