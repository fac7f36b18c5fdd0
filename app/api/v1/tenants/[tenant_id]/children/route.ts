import { childTenantListSchema, childTenantSchema, createTenantSchema } from "@/lib/contracts/tenants";
import { tenantRoute } from "@/lib/http/routes";
import { createChild } from "@/lib/tenants/create-child";
import { listChildren } from "@/lib/tenants/list-children";

/** The workspaces below this one. */
export const GET = tenantRoute(
  { summary: "List the workspaces below", answer: childTenantListSchema, allow: "tenant:manage" },
  async ({ tenant }) => ({ data: await listChildren(tenant.id) }),
);

/** Opens a workspace below this one, which shares its plan and limits. */
export const POST = tenantRoute(
  {
    summary: "Create a workspace below",
    answer: childTenantSchema,
    status: 201,
    allow: "tenant:manage",
    body: createTenantSchema,
    rateLimit: { name: "create-child", points: 60, seconds: 3600 },
  },
  ({ tenant, actor, body, requestId }) => createChild({ tenantId: tenant.id, actor, name: body.name, requestId }),
);
