import { planListSchema } from "@/lib/contracts/plans";
import { publicRoute } from "@/lib/http/routes";
import { toPlanDto } from "@/lib/plans/plan-dto";
import { recallPlans } from "@/lib/plans/recall-plans";

/** What is on sale now, from the lowest tier to the highest. */
export const GET = publicRoute(
  { summary: "List the plans on sale", answer: planListSchema, conditional: true },
  async () => ({ data: (await recallPlans()).map(toPlanDto) }),
);
