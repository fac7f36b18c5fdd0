import { differenceListSchema } from "@/lib/contracts/operations";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";
import { compareTenant } from "@/lib/sync/compare-tenant";

/** What a sync of the workspace would change now; changes nothing. */
export const GET = operatorRoute(
  { summary: "Compare a workspace with Stripe", answer: differenceListSchema },
  async ({ params }) => ({ data: await compareTenant(requireId(params.tenant_id)) }),
);
