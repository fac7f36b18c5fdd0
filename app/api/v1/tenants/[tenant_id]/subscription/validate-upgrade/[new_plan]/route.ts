import { changeCheckQuerySchema, changeCheckSchema } from "@/lib/contracts/plan-changes";
import { tenantRoute } from "@/lib/http/routes";
import { checkChange } from "@/lib/plan-changes/check-change";

/** What a change to that plan would be: direction, time, what stands in the way, what is gained and lost. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Check a change of plan",
    query: changeCheckQuerySchema,
    answer: changeCheckSchema,
  },
  ({ tenant, params, query }) =>
    checkChange({ tenantId: tenant.id, plan: params.new_plan ?? "", interval: query.interval }),
);
