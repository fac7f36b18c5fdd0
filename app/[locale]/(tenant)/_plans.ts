import { cache } from "react";
import type { PlanDto } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { listPlans } from "@/lib/plans/list-plans";
import { toPlanDto } from "@/lib/plans/plan-dto";

/** The plans on sale as the API shows them. */
export const readPagePlans = cache(async (): Promise<PlanDto[]> => (await listPlans(database())).map(toPlanDto));
