import { tenantCookie } from "@/lib/auth/session-cookie";
import { ownTenantSchema, switchTenantSchema } from "@/lib/contracts/tenants";
import { json } from "@/lib/http/respond";
import { userRoute } from "@/lib/http/routes";
import type { TenantId } from "@/lib/ids";
import { switchTenant } from "@/lib/tenants/switch-tenant";

/** Makes this browser work in another of the person's workspaces. */
export const POST = userRoute(
  { summary: "Work in another workspace", answer: ownTenantSchema, body: switchTenantSchema },
  async ({ actor, body }) => {
    const chosen = await switchTenant(actor, body.tenant_id);
    return json(chosen, 200, { "set-cookie": tenantCookie(chosen.id as TenantId) });
  },
);
