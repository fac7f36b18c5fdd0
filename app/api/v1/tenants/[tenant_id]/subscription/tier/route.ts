import { tierAnswerSchema } from "@/lib/contracts/access";
import { toTierDto } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { tenantRoute } from "@/lib/http/routes";

/** The tier, from memory while nothing changes. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Read the tier",
    answer: tierAnswerSchema,
    conditional: true,
    remembered: true,
  },
  async ({ tenant }) => toTierDto(tenant.id, await recallEntitlement(tenant.id)),
);
