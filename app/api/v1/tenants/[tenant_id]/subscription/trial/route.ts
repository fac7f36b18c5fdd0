import { trialRequestSchema, trialSetupSchema } from "@/lib/contracts/trials";
import { tenantRoute } from "@/lib/http/routes";
import { openTrial } from "@/lib/trials/open-trial";

/** Begins a free trial with its card; it starts with `trial/complete`. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Begin a free trial: save the card first",
    body: trialRequestSchema,
    answer: trialSetupSchema,
    rateLimit: { name: "trial", points: 20, seconds: 300 },
  },
  ({ tenant, actor, body }) =>
    openTrial({
      tenantId: tenant.id,
      actor,
      plan: body.plan,
      interval: body.interval,
      currency: body.currency,
      days: body.trial_period_days,
    }),
);
