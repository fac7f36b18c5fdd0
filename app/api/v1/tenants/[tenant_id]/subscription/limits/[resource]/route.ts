import { limitSchema } from "@/lib/contracts/usage";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readLimit } from "@/lib/quotas/read-limit";

/** One limit of the plan, what is used of it, and whether one more fits. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read one limit of the plan", answer: limitSchema },
  ({ tenant, params }) => readLimit(database(), tenant.id, params.resource),
);
