import { deviceOf } from "@/lib/auth/open-session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { signOut } from "@/lib/auth/sign-out";
import { signUp } from "@/lib/auth/sign-up";
import { limitSignUps } from "@/lib/auth/sign-up-limits";
import { type SignedInDto, signedInSchema, signUpSchema } from "@/lib/contracts/auth";
import { json } from "@/lib/http/respond";
import { publicRoute } from "@/lib/http/routes";

/** Creates an account with its workspace and signs this browser in; the address is verified by mail afterwards. */
export const POST = publicRoute(
  { summary: "Create an account with its workspace", body: signUpSchema, answer: signedInSchema, status: 201 },
  async ({ body, request }) => {
    const { name, email, password, locale, return_to: returnTo } = body;
    const device = deviceOf(request.headers);
    const { userId, sessionId } = await limitSignUps(device.ipAddress, () =>
      signUp({ name, email, password, locale, returnTo, device }),
    );
    await signOut(request.headers);
    const dto: SignedInDto = { user: { id: userId, email, name, email_verified: false } };
    return json(dto, 201, { "set-cookie": await sessionCookie(sessionId) });
  },
);
