import { deleteTenantSchema, tenantSchema, updateTenantSchema } from "@/lib/contracts/tenants";
import { tenantRoute } from "@/lib/http/routes";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { readTenant } from "@/lib/tenants/read-tenant";
import { renameTenant } from "@/lib/tenants/rename-tenant";

/** The workspace, as the role of who asks may see it. */
export const GET = tenantRoute(
  { summary: "Read a workspace", answer: tenantSchema, allow: "tenant:read" },
  ({ tenant, role }) => readTenant(tenant.id, role),
);

/** Changes the workspace's settings. */
export const PATCH = tenantRoute(
  { summary: "Rename a workspace", answer: tenantSchema, allow: "tenant:manage", body: updateTenantSchema },
  async ({ tenant, role, actor, body, requestId }) => {
    await renameTenant({ tenantId: tenant.id, actor, name: body.name, requestId });
    return readTenant(tenant.id, role);
  },
);

/** Ends billing at Stripe, then deletes the workspace with all that it holds. Repeating it finishes what was begun. */
export const DELETE = tenantRoute(
  {
    summary: "Delete a workspace; billing stops first",
    status: 204,
    allow: "tenant:own",
    by: "session",
    body: deleteTenantSchema,
    rateLimit: { name: "delete-tenant", points: 20, seconds: 3600 },
  },
  async ({ tenant, actor, body, requestId }) => {
    await deleteTenant({ tenantId: tenant.id, actor, confirm: body.confirm, requestId });
    return new Response(null, { status: 204 });
  },
);
