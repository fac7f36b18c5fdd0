import { billingStateSchema } from "@/lib/contracts/subscription";
import { completeTrialSchema } from "@/lib/contracts/trials";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { completeTrial } from "@/lib/trials/complete-trial";

/** Starts the trial once its card is saved. Repeating the call changes nothing. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Start the free trial whose card is saved",
    body: completeTrialSchema,
    answer: billingStateSchema,
    rateLimit: { name: "trial-complete", points: 30, seconds: 300 },
  },
  async ({ tenant, actor, body, requestId }) => {
    await completeTrial({ tenantId: tenant.id, actor, setupIntentId: body.setup_intent_id, requestId });
    return readBillingState(database(), tenant.id);
  },
);
