import { limitsSchema } from "@/lib/contracts/usage";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { tenantRoute } from "@/lib/http/routes";

/** What the plan allows. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read the plan's limits", answer: limitsSchema },
  async ({ tenant }) => {
    const { access, plan } = await readEntitlement(database(), tenant.id);
    return { tier: access.tier, monthly_credits: plan.monthlyCredits, limits: plan.limits };
  },
);
