import { memberListSchema } from "@/lib/contracts/members";
import { tenantRoute } from "@/lib/http/routes";
import { listMembers } from "@/lib/tenants/list-members";

/** Who belongs to the workspace, and in which role. */
export const GET = tenantRoute(
  { summary: "List members", answer: memberListSchema, allow: "members:read" },
  async ({ tenant, actor }) => ({ data: await listMembers(tenant.id, actor.user.id) }),
);
