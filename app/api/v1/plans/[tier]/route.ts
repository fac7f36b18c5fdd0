import { planNameSchema, planSchema } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http/routes";
import { listPlans } from "@/lib/plans/list-plans";
import { toPlanDto } from "@/lib/plans/plan-dto";

/** One tier's offer; BASIC is accepted for starter. */
export const GET = publicRoute(
  { summary: "Read one plan", answer: planSchema, conditional: true },
  async ({ params }) => {
    const name = planNameSchema.safeParse(params.tier).data;
    const plan = (await listPlans(database())).find(({ tier }) => tier === name);
    if (!plan) throw new AppError("not_found", "There is no such plan.");
    return toPlanDto(plan);
  },
);
