import { creditsSchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** The credits of this month. */
export const GET = tenantRoute(
  { allow: "credits:read", summary: "Read the credits of this month", answer: creditsSchema },
  async ({ tenant }) => (await readBillingState(database(), tenant.id)).credits,
);
