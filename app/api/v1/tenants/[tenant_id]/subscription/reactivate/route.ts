import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { reactivateSubscription } from "@/lib/subscriptions/reactivate-subscription";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** Takes a scheduled cancellation back. Repeating the call changes nothing. */
export const POST = tenantRoute(
  { allow: "subscription:manage", summary: "Take a scheduled cancellation back", answer: billingStateSchema },
  async ({ tenant }) => {
    await reactivateSubscription(tenant.id);
    return readBillingState(database(), tenant.id);
  },
);
