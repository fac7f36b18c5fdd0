import { changeRoleSchema, memberListSchema } from "@/lib/contracts/members";
import { tenantRoute } from "@/lib/http/routes";
import { changeRole } from "@/lib/tenants/change-role";
import { listMembers } from "@/lib/tenants/list-members";
import { removeMember } from "@/lib/tenants/remove-member";

/** Gives a member another role, and answers all of them. */
export const PATCH = tenantRoute(
  {
    summary: "Change a member's role",
    answer: memberListSchema,
    allow: "members:manage",
    body: changeRoleSchema,
  },
  async ({ tenant, actor, params, body, requestId }) => {
    const userId = params.user_id ?? "";
    await changeRole({ tenantId: tenant.id, actor, userId, role: body.role, requestId });
    return { data: await listMembers(tenant.id, actor.user.id) };
  },
);

/** Takes somebody out of the workspace; his keys and open streams end with it. */
export const DELETE = tenantRoute(
  { summary: "Remove a member", status: 204, allow: "members:manage" },
  async ({ tenant, actor, params, requestId }) => {
    await removeMember({ tenantId: tenant.id, actor, userId: params.user_id ?? "", requestId });
    return new Response(null, { status: 204 });
  },
);
