import { planLimitsSchema } from "@/lib/contracts/plans";
import { publicRoute } from "@/lib/http/routes";
import { requirePlan } from "@/lib/plans/recall-plans";

/** The limits of one tier's offer; null means unlimited. */
export const GET = publicRoute(
  { summary: "Read a plan's limits", answer: planLimitsSchema, conditional: true },
  async ({ params }) => {
    const { tier, version, limits, monthlyCredits } = await requirePlan(params.tier);
    return { tier, version, limits, monthly_credits: monthlyCredits };
  },
);
