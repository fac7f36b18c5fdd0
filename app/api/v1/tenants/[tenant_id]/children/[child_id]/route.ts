import { tenantRoute } from "@/lib/http/routes";
import { detachChild } from "@/lib/tenants/detach-child";

/** Lets a workspace below this one stand on its own, on the Free plan. */
export const DELETE = tenantRoute(
  { summary: "Detach a workspace below", status: 204, allow: "tenant:manage" },
  async ({ tenant, actor, params, requestId }) => {
    await detachChild({ tenantId: tenant.id, actor, childId: params.child_id ?? "", requestId });
    return new Response(null, { status: 204 });
  },
);
