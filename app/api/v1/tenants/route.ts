import { createTenantSchema, ownTenantListSchema, tenantSchema } from "@/lib/contracts/tenants";
import { userRoute } from "@/lib/http/routes";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listOwnTenants, readTenant } from "@/lib/tenants/read-tenant";

/** The workspaces that the signed-in person belongs to. */
export const GET = userRoute(
  { summary: "The workspaces that you belong to", answer: ownTenantListSchema },
  async ({ actor }) => ({ data: await listOwnTenants(actor.user.id) }),
);

/** Opens a workspace for a team; who asks owns it. */
export const POST = userRoute(
  {
    summary: "Create a workspace",
    answer: tenantSchema,
    status: 201,
    body: createTenantSchema,
    rateLimit: { name: "create-tenant", points: 10, seconds: 3600 },
  },
  async ({ actor, body, requestId }) => await readTenant(await createTenant(actor, body.name, requestId), "owner"),
);
