import { featureAnswerSchema, featureSchema } from "@/lib/contracts/access";
import { toFeatureDtos } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { AppError } from "@/lib/errors";
import { tenantRoute } from "@/lib/http/routes";

/** Whether the workspace has one feature, and where it can be had. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Ask whether the workspace has a feature",
    answer: featureAnswerSchema,
    conditional: true,
    remembered: true,
  },
  async ({ tenant, params }) => {
    const feature = featureSchema.safeParse(params.feature).data;
    const [dto] = feature ? await toFeatureDtos(await recallEntitlement(tenant.id), [feature]) : [];
    if (!dto) throw new AppError("not_found", "There is no such feature.");
    return dto;
  },
);
