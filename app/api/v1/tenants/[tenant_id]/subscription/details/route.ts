import { billingStateSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** Plan, access with its reason, next charge, card and credits. */
export const GET = tenantRoute(
  {
    allow: "subscription:read",
    summary: "Read plan, access, next charge, card and credits",
    answer: billingStateSchema,
    conditional: true,
  },
  ({ tenant }) => readBillingState(database(), tenant.id),
);
