import { featureListSchema } from "@/lib/contracts/access";
import { toFeatureDtos } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { tenantRoute } from "@/lib/http/routes";
import { FEATURES } from "@/lib/plans/catalogue";

/** Every feature there is, and whether the workspace has it. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "List features",
    answer: featureListSchema,
    conditional: true,
    remembered: true,
  },
  async ({ tenant }) => ({ data: await toFeatureDtos(await recallEntitlement(tenant.id), FEATURES) }),
);
