import { tenantRoute } from "@/lib/http/routes";
import { revokeInvitation } from "@/lib/tenants/revoke-invitation";

/** Takes an invitation back before it is used. */
export const DELETE = tenantRoute(
  { summary: "Revoke an invitation", status: 204, allow: "members:manage" },
  async ({ tenant, actor, params, requestId }) => {
    await revokeInvitation({ tenantId: tenant.id, actor, invitationId: params.invitation_id ?? "", requestId });
    return new Response(null, { status: 204 });
  },
);
