import { memberListSchema } from "@/lib/contracts/members";
import { transferTenantSchema } from "@/lib/contracts/tenants";
import { tenantRoute } from "@/lib/http/routes";
import { listMembers } from "@/lib/tenants/list-members";
import { transferTenant } from "@/lib/tenants/transfer-tenant";

/** Hands the workspace over to another member; the former owner stays as an admin. */
export const POST = tenantRoute(
  {
    summary: "Hand the workspace over to another member",
    answer: memberListSchema,
    allow: "tenant:own",
    by: "session",
    body: transferTenantSchema,
  },
  async ({ tenant, actor, body, requestId }) => {
    await transferTenant({ tenantId: tenant.id, actor, userId: body.user_id, requestId });
    return { data: await listMembers(tenant.id, actor.user.id) };
  },
);
