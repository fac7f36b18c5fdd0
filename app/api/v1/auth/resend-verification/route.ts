import { resendVerification } from "@/lib/auth/resend-verification";
import { resendVerificationSchema } from "@/lib/contracts/auth";
import { userRoute } from "@/lib/http/routes";

/** Mails the signed-in person a fresh verification link. */
export const POST = userRoute(
  {
    summary: "Mail a fresh verification link",
    body: resendVerificationSchema,
    status: 202,
    rateLimit: { name: "resend-verification", points: 3, seconds: 900 },
  },
  async ({ actor, body }) => {
    await resendVerification(actor, body.return_to);
    return new Response(null, { status: 202 });
  },
);
