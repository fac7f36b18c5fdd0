import { billingStateSchema, cancelRequestSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { cancelSubscription } from "@/lib/subscriptions/cancel-subscription";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** Stops renewal; access lasts to the period's end. Repeating the call changes nothing. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Stop renewal at the end of the period",
    body: cancelRequestSchema,
    answer: billingStateSchema,
  },
  async ({ tenant, body }) => {
    await cancelSubscription(tenant.id, body.reason);
    return readBillingState(database(), tenant.id);
  },
);
