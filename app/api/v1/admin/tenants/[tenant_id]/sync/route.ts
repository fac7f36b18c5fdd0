import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { operatorRoute } from "@/lib/http/routes";
import { requireId, type TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

/** Asks Stripe how things stand with the workspace, and makes our copy equal. */
export const POST = operatorRoute(
  { summary: "Sync a workspace with Stripe", answer: billingStateSchema },
  async ({ params }) => {
    const tenantId = requireId<TenantId>(params.tenant_id);
    await syncTenantBilling(tenantId, "operator");
    return readBillingState(database(), tenantId);
  },
);
