import { reactivateRequestSchema, startOutcomeSchema } from "@/lib/contracts/subscription-commands";
import { tenantRoute } from "@/lib/http/routes";
import { reactivateSubscription } from "@/lib/subscriptions/reactivate-subscription";
import { toStartOutcome } from "@/lib/subscriptions/start-outcome";

/** Takes a scheduled cancellation back; after an end it starts the plan anew. Repeating the call changes nothing. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Take a cancellation back, or start an ended plan anew",
    body: reactivateRequestSchema,
    answer: startOutcomeSchema,
    rateLimit: { name: "reactivate", points: 20, seconds: 60 },
  },
  async ({ tenant, actor, body, requestId }) => {
    const { plan, interval } = body;
    const started = await reactivateSubscription({ tenantId: tenant.id, actor, plan, interval, requestId });
    return toStartOutcome(tenant.id, started);
  },
);
