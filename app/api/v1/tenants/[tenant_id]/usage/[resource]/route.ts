import { resourceUsageSchema, usageChangeSchema } from "@/lib/contracts/usage";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { moveQuota } from "@/lib/quotas/move-quota";
import { requireResource } from "@/lib/quotas/read-limit";
import { readResourceUsage } from "@/lib/quotas/read-usage";
import { toResourceUsageDto } from "@/lib/quotas/usage-dto";
import { requireItemResource } from "@/lib/workspace/item-rules";

/** What is used of a counted resource. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read the use of a resource", answer: resourceUsageSchema },
  async ({ tenant, params }) =>
    toResourceUsageDto(await readResourceUsage(database(), tenant.id, requireResource(params.resource))),
);

/** Takes or gives back one for a service that keeps its things elsewhere. */
export const POST = tenantRoute(
  {
    allow: "workspace:write",
    product: "write",
    summary: "Take or give back quota for a service of your own",
    body: usageChangeSchema,
    answer: resourceUsageSchema,
    rateLimit: { name: "workspace", points: 600, seconds: 60 },
  },
  async ({ tenant, params, body }) => {
    const resource = requireItemResource(params.resource);
    await moveQuota({ tenantId: tenant.id, resource, ...body });
    return toResourceUsageDto(await readResourceUsage(database(), tenant.id, resource));
  },
);
