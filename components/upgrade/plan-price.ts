import type { PlanDto } from "@/lib/contracts/plans";
import type { Currency, Interval } from "@/lib/plans/catalogue";

/** What the plan costs, or null when it is not sold so. */
export function priceOf(plan: PlanDto, interval: Interval, currency: Currency): number | null {
  const price = plan.prices.find((offered) => offered.interval === interval && offered.currency === currency);
  return price?.amount_minor ?? null;
}

export interface Saving {
  amountMinor: number;
  /** Between 0 and 1. */
  share: number;
}

/** What a year paid at once saves against twelve months; null when nothing. */
export function yearlySaving(plan: PlanDto, currency: Currency): Saving | null {
  const monthly = priceOf(plan, "monthly", currency);
  const yearly = priceOf(plan, "yearly", currency);
  if (monthly === null || yearly === null || yearly >= monthly * 12) return null;
  const amountMinor = monthly * 12 - yearly;
  return { amountMinor, share: amountMinor / (monthly * 12) };
}
