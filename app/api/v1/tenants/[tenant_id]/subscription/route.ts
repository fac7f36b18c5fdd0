import { createSubscriptionRequestSchema, startOutcomeSchema } from "@/lib/contracts/subscription-commands";
import { tenantRoute } from "@/lib/http/routes";
import { toStartOutcome } from "@/lib/subscriptions/start-outcome";
import { startSubscription } from "@/lib/subscriptions/start-subscription";

/** Starts a subscription on the saved card, or a trial with its card step. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Start a subscription on the saved card",
    body: createSubscriptionRequestSchema,
    answer: startOutcomeSchema,
    status: 201,
    rateLimit: { name: "start-subscription", points: 20, seconds: 60 },
  },
  async ({ tenant, actor, body, requestId }) => {
    const { plan, interval, currency, promotion_code: promotionCode, trial_period_days: trialDays } = body;
    const wanted = { plan, interval, currency, promotionCode, trialDays };
    return toStartOutcome(tenant.id, await startSubscription({ tenantId: tenant.id, actor, requestId, ...wanted }));
  },
);
