import { planFeaturesSchema } from "@/lib/contracts/plans";
import { publicRoute } from "@/lib/http/routes";
import { requirePlan } from "@/lib/plans/recall-plans";

/** The features of one tier's offer. */
export const GET = publicRoute(
  { summary: "Read a plan's features", answer: planFeaturesSchema, conditional: true },
  async ({ params }) => {
    const { tier, version, features } = await requirePlan(params.tier);
    return { tier, version, features };
  },
);
