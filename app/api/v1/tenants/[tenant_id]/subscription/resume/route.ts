import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { resumeSubscription } from "@/lib/subscriptions/resume-subscription";

/** Ends a pause; `resume_charge_minor` of the details says beforehand whether a new period is paid now. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Resume a paused subscription",
    answer: billingStateSchema,
    rateLimit: { name: "resume", points: 20, seconds: 60 },
  },
  async ({ tenant, actor, requestId }) => {
    await resumeSubscription({ tenantId: tenant.id, actor, requestId });
    return readBillingState(database(), tenant.id);
  },
);
