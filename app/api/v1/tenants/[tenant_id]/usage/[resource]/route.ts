import { resourceUsageSchema } from "@/lib/contracts/usage";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { requireResource } from "@/lib/quotas/read-limit";
import { readResourceUsage } from "@/lib/quotas/read-usage";
import { toResourceUsageDto } from "@/lib/quotas/usage-dto";

/** What is used of a counted resource. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read the use of a resource", answer: resourceUsageSchema },
  async ({ tenant, params }) =>
    toResourceUsageDto(await readResourceUsage(database(), tenant.id, requireResource(params.resource))),
);
