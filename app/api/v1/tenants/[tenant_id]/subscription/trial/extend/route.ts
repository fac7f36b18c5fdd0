import { billingStateSchema } from "@/lib/contracts/subscription";
import { extendTrialSchema } from "@/lib/contracts/trials";
import { database } from "@/lib/database";
import { operatorRoute } from "@/lib/http/routes";
import { requireId, type TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { extendTrial } from "@/lib/trials/extend-trial";

/** Gives a running trial more days. */
export const POST = operatorRoute(
  { summary: "Extend a running trial", body: extendTrialSchema, answer: billingStateSchema },
  async ({ params, actor, body, requestId }) => {
    const tenantId = requireId<TenantId>(params.tenant_id);
    await extendTrial({ tenantId, actor, ...body, requestId });
    return readBillingState(database(), tenantId);
  },
);
