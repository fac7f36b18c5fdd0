import { statusAnswerSchema } from "@/lib/contracts/access";
import { toStatusDto } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { tenantRoute } from "@/lib/http/routes";

/** How the subscription stands, in Stripe's word. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Read the subscription's status",
    answer: statusAnswerSchema,
    conditional: true,
    remembered: true,
  },
  async ({ tenant }) => toStatusDto(tenant.id, await recallEntitlement(tenant.id)),
);
