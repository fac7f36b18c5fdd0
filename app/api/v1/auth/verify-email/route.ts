import { verifyEmail } from "@/lib/auth/verify-email";
import { verifyEmailSchema } from "@/lib/contracts/auth";
import { publicRoute } from "@/lib/http/routes";

/** Confirms an address by the token of its mail. A POST, since mail scanners open every link in a mail. */
export const POST = publicRoute(
  {
    summary: "Confirm an e-mail address by the link of a mail",
    body: verifyEmailSchema,
    status: 204,
    rateLimit: { name: "verify-email", points: 60, seconds: 900 },
  },
  async ({ body }) => {
    await verifyEmail(body.token);
    return new Response(null, { status: 204 });
  },
);
