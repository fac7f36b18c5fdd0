import { planSchema } from "@/lib/contracts/plans";
import { publicRoute } from "@/lib/http/routes";
import { toPlanDto } from "@/lib/plans/plan-dto";
import { requirePlan } from "@/lib/plans/recall-plans";

/** One tier's offer; BASIC is accepted for starter. */
export const GET = publicRoute(
  { summary: "Read one plan", answer: planSchema, conditional: true },
  async ({ params }) => toPlanDto(await requirePlan(params.tier)),
);
