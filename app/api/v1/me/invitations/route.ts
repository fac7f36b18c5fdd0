import { tenantCookie } from "@/lib/auth/session-cookie";
import { acceptedInvitationSchema, acceptInvitationSchema } from "@/lib/contracts/members";
import { json } from "@/lib/http/respond";
import { userRoute } from "@/lib/http/routes";
import { acceptInvitation } from "@/lib/tenants/accept-invitation";

/** Joins the workspace that an invitation's link offers, and makes this browser work in it. */
export const POST = userRoute(
  {
    summary: "Accept an invitation",
    answer: acceptedInvitationSchema,
    body: acceptInvitationSchema,
    rateLimit: { name: "accept-invitation", points: 30, seconds: 3600 },
  },
  async ({ actor, body, requestId }) => {
    const { tenantId, name, role } = await acceptInvitation(actor, body.token, requestId);
    return json({ tenant_id: tenantId, name, role }, 200, { "set-cookie": tenantCookie(tenantId) });
  },
);
