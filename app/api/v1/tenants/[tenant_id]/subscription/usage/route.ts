import { usageSummarySchema } from "@/lib/contracts/usage";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readUsageSummary } from "@/lib/quotas/read-usage-summary";

/** What is used of everything that the plan counts. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read the use of credits and resources", answer: usageSummarySchema },
  ({ tenant }) => readUsageSummary(database(), tenant.id),
);
