import { billingStateSchema } from "@/lib/contracts/subscription";
import { pauseRequestSchema } from "@/lib/contracts/subscription-commands";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { pauseSubscription } from "@/lib/subscriptions/pause-subscription";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** Stops collecting; the workspace is read-only until it is resumed. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Pause the subscription",
    body: pauseRequestSchema,
    answer: billingStateSchema,
  },
  async ({ tenant, actor, body, requestId }) => {
    const resumesAt = body.resumes_at ? new Date(body.resumes_at) : undefined;
    await pauseSubscription({ tenantId: tenant.id, actor, resumesAt, requestId });
    return readBillingState(database(), tenant.id);
  },
);
