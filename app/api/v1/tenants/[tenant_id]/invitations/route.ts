import { invitationListSchema, invitationSchema, inviteSchema } from "@/lib/contracts/members";
import { tenantRoute } from "@/lib/http/routes";
import { inviteMember } from "@/lib/tenants/invite-member";
import { listInvitations } from "@/lib/tenants/list-invitations";

/** Who is invited and has not come yet. */
export const GET = tenantRoute(
  { summary: "List open invitations", answer: invitationListSchema, allow: "members:manage" },
  async ({ tenant }) => ({ data: await listInvitations(tenant.id) }),
);

/** Offers a seat by mail; inviting the same address again sends a new link. */
export const POST = tenantRoute(
  {
    summary: "Invite somebody by mail",
    answer: invitationSchema,
    status: 201,
    allow: "members:manage",
    body: inviteSchema,
    rateLimit: { name: "invitations", points: 60, seconds: 3600 },
  },
  async ({ tenant, actor, body, requestId }) => {
    const { email, role, confirm_quote_id: confirmQuoteId } = body;
    return inviteMember({ tenantId: tenant.id, actor, email, role, confirmQuoteId, requestId });
  },
);
