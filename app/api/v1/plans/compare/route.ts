import { compareQuerySchema, planComparisonSchema } from "@/lib/contracts/plans";
import { publicRoute } from "@/lib/http/routes";
import { comparePlans } from "@/lib/plans/compare-plans";
import { recallPlans, requirePlans } from "@/lib/plans/recall-plans";

/** Plans side by side: `?plans=starter,pro`, or all that are on sale. */
export const GET = publicRoute(
  { summary: "Compare plans", query: compareQuerySchema, answer: planComparisonSchema, conditional: true },
  async ({ query }) => comparePlans(query.plans ? await requirePlans(query.plans) : await recallPlans()),
);
