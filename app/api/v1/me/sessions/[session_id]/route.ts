import { revokeSession } from "@/lib/auth/revoke-session";
import { AppError } from "@/lib/errors";
import { userRoute } from "@/lib/http/routes";

/** Signs one browser of the person out at once. */
export const DELETE = userRoute({ summary: "Sign one browser out", status: 204 }, async ({ actor, params }) => {
  const revoked = await revokeSession(actor.user.id, params.session_id ?? "");
  if (!revoked) throw new AppError("not_found", "There is no such session.");
  return new Response(null, { status: 204 });
});
