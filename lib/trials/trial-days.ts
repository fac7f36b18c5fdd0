import { AppError } from "@/lib/errors";

/**
 * How many days a trial of a plan lasts: the catalogue's, or fewer where the client asks for fewer; never more.
 * Throws `trial_not_offered`.
 */
export function trialDays(plan: { tier: string; trialDays: number }, asked: number | undefined): number {
  if (plan.trialDays <= 0)
    throw new AppError("trial_not_offered", `${plan.tier} has no free trial. Subscribe instead.`);
  return Math.min(plan.trialDays, asked ?? plan.trialDays);
}
