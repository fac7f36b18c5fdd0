import { deviceOf } from "@/lib/auth/open-session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { signIn } from "@/lib/auth/sign-in";
import { signOut } from "@/lib/auth/sign-out";
import { type SignedInDto, signedInSchema, signInSchema } from "@/lib/contracts/auth";
import { json } from "@/lib/http/respond";
import { publicRoute } from "@/lib/http/routes";

/** Signs this browser in; a session that it had before ends, so that the list of sessions holds no dead ones. */
export const POST = publicRoute(
  { summary: "Sign in with a password", body: signInSchema, answer: signedInSchema },
  async ({ body, request }) => {
    const { sessionId, user } = await signIn({ ...body, device: deviceOf(request.headers) });
    await signOut(request.headers);
    const { id, email, name } = user;
    const dto: SignedInDto = { user: { id, email, name, email_verified: user.emailVerifiedAt !== null } };
    return json(dto, 200, { "set-cookie": await sessionCookie(sessionId) });
  },
);
