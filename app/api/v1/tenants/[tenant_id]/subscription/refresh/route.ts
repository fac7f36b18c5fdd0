import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

/** Asks Stripe itself how things stand; changes nothing there. */
export const POST = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Ask Stripe how things stand",
    answer: billingStateSchema,
    rateLimit: { name: "refresh", points: 20, seconds: 60 },
  },
  async ({ tenant }) => {
    await syncTenantBilling(tenant.id, "refresh");
    return readBillingState(database(), tenant.id);
  },
);
