import { planListSchema } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { publicRoute } from "@/lib/http/routes";
import { listPlans } from "@/lib/plans/list-plans";
import { toPlanDto } from "@/lib/plans/plan-dto";

/** What is on sale now, from the lowest tier to the highest. */
export const GET = publicRoute(
  { summary: "List the plans on sale", answer: planListSchema, conditional: true },
  async () => ({ data: (await listPlans(database())).map(toPlanDto) }),
);
