import { planNameSchema } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { ChangeMemory } from "@/lib/live/change-memory";
import { listPlans, type OfferedPlan } from "./list-plans";

// On globalThis: Next bundles routes apart, and they share one memory.
const holder = globalThis as { tierlinePlans?: ChangeMemory<OfferedPlan[]> };

// Who changes the catalogue announces it (`announceGeneralChange`); a script that does not is believed within seconds.
const LIFE_MS = 5000;

/** What is on sale now, from the lowest tier to the highest, without asking the database each time. */
export function recallPlans(): Promise<OfferedPlan[]> {
  holder.tierlinePlans ??= new ChangeMemory();
  return holder.tierlinePlans.recall("plans", async () => ({
    value: await listPlans(database()),
    dependsOn: [],
    lifeMs: LIFE_MS,
  }));
}

/** The plans on sale that are named (BASIC is the alias of starter), in that order. Throws `unknown_plan`. */
export async function requirePlans(names: readonly string[]): Promise<OfferedPlan[]> {
  const plans = await recallPlans();
  return names.map((name) => {
    const wanted = planNameSchema.safeParse(name).data;
    const plan = plans.find(({ tier }) => tier === wanted);
    if (!plan) throw new AppError("unknown_plan", `There is no plan ${JSON.stringify(name.slice(0, 40))} on sale.`);
    return plan;
  });
}

/** The plan that an address names. Throws `not_found`. */
export async function requirePlan(name: string | undefined): Promise<OfferedPlan> {
  const wanted = planNameSchema.safeParse(name).data;
  const plan = (await recallPlans()).find(({ tier }) => tier === wanted);
  if (!plan) throw new AppError("not_found", "There is no such plan.");
  return plan;
}
