import { asc, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { plans, prices } from "@/db/schema/catalogue";
import { tierRank } from "./catalogue";

export type PlanRow = typeof plans.$inferSelect;
export type PriceRow = typeof prices.$inferSelect;
export interface OfferedPlan extends PlanRow {
  prices: PriceRow[];
}

/** What is on sale now, from the lowest tier to the highest. */
export async function listPlans(db: Executor): Promise<OfferedPlan[]> {
  const rows = await db
    .select({ plan: plans, price: prices })
    .from(plans)
    .leftJoin(prices, eq(prices.planId, plans.id))
    .where(eq(plans.active, true))
    .orderBy(asc(prices.amountMinor));
  const byId = new Map<string, OfferedPlan>();
  for (const { plan, price } of rows) {
    const offered = byId.get(plan.id) ?? { ...plan, prices: [] };
    if (price) offered.prices.push(price);
    byId.set(plan.id, offered);
  }
  return [...byId.values()].sort((a, b) => tierRank(a.tier) - tierRank(b.tier));
}
