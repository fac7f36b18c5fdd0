import { database } from "@/lib/database";
import { publicRoute } from "@/lib/http/routes";
import { listPlans } from "@/lib/plans/list-plans";
import { toPlanDto } from "@/lib/plans/plan-dto";

/** What is on sale now, from the lowest tier to the highest. */
export const GET = publicRoute({}, async () => ({ data: (await listPlans(database())).map(toPlanDto) }));
