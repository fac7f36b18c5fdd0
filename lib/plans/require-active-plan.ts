import { and, eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { plans } from "@/db/schema/catalogue";
import type { Tier } from "./catalogue";
import type { PlanRow } from "./list-plans";

/** The version of a tier that is on sale now; every tier has exactly one. */
export async function requireActivePlan(db: Executor, tier: Tier): Promise<PlanRow> {
  const [plan] = await db
    .select()
    .from(plans)
    .where(and(eq(plans.tier, tier), eq(plans.active, true)));
  if (!plan) throw new Error(`no active plan of the tier ${tier}: has the catalogue been seeded?`);
  return plan;
}
