import { resetPassword } from "@/lib/auth/reset-password";
import { clearedCookies } from "@/lib/auth/session-cookie";
import { resetPasswordSchema } from "@/lib/contracts/auth";
import { publicRoute } from "@/lib/http/routes";

/** Sets a new password by the token of a reset mail and signs the account out everywhere, here too. */
export const POST = publicRoute(
  {
    summary: "Set a new password by the link of a mail",
    body: resetPasswordSchema,
    status: 204,
    rateLimit: { name: "reset-password", points: 30, seconds: 900 },
  },
  async ({ body }) => {
    await resetPassword(body.token, body.password);
    const headers = new Headers();
    for (const cookie of clearedCookies()) headers.append("set-cookie", cookie);
    return new Response(null, { status: 204, headers });
  },
);
