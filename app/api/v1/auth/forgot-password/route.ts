import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { forgotPasswordSchema } from "@/lib/contracts/auth";
import { publicRoute } from "@/lib/http/routes";

/** Mails a reset link if the address has an account; the answer never tells. */
export const POST = publicRoute(
  {
    summary: "Ask for a mail to set a new password",
    body: forgotPasswordSchema,
    status: 202,
    rateLimit: { name: "forgot-password", points: 20, seconds: 900 },
  },
  async ({ body }) => {
    await requestPasswordReset(body.email);
    return new Response(null, { status: 202 });
  },
);
