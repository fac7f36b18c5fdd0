import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { undoChange } from "@/lib/plan-changes/undo-change";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** Takes back a change that is scheduled, or one that waits for its payment. */
export const POST = tenantRoute(
  { summary: "Undo a scheduled or waiting change", allow: "subscription:manage", answer: billingStateSchema },
  async ({ tenant, actor, requestId }) => {
    await undoChange({ tenantId: tenant.id, actor, requestId });
    return readBillingState(database(), tenant.id);
  },
);
