import { billingStateSchema } from "@/lib/contracts/subscription";
import { cancelRequestSchema } from "@/lib/contracts/subscription-commands";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { cancelSubscription } from "@/lib/subscriptions/cancel-subscription";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { requireRoleFor } from "@/lib/tenants/require-role-for";

/** Stops renewal; access lasts to the period's end. With `at: "now"` the owner ends it at once, without refund. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Cancel the subscription, at the period's end or now",
    body: cancelRequestSchema,
    answer: billingStateSchema,
  },
  async ({ tenant, actor, role, body, requestId }) => {
    if (body.at === "now") requireRoleFor({ role, actor }, "tenant:own");
    await cancelSubscription({ tenantId: tenant.id, actor, requestId, ...body });
    return readBillingState(database(), tenant.id);
  },
);
