import { accessAnswerSchema } from "@/lib/contracts/access";
import { toAccessDto } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { tenantRoute } from "@/lib/http/routes";

/** What the workspace may do now, why, and when that changes by itself (G13). */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Read what the workspace may do, and why",
    answer: accessAnswerSchema,
    conditional: true,
    remembered: true,
  },
  async ({ tenant }) => ({ tenant_id: tenant.id, ...toAccessDto(await recallEntitlement(tenant.id)) }),
);
