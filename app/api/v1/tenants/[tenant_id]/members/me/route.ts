import { tenantRoute } from "@/lib/http/routes";
import { leaveTenant } from "@/lib/tenants/remove-member";

/** Leaves the workspace by one's own wish; the owner hands it over or deletes it instead. */
export const DELETE = tenantRoute(
  { summary: "Leave a workspace", status: 204, allow: "members:read", by: "session" },
  async ({ tenant, actor, requestId }) => {
    await leaveTenant({ tenantId: tenant.id, actor, requestId });
    return new Response(null, { status: 204 });
  },
);
