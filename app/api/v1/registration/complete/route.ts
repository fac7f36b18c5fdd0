import { deviceOf } from "@/lib/auth/open-session";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { signOut } from "@/lib/auth/sign-out";
import { limitSignUps } from "@/lib/auth/sign-up-limits";
import { completeRegistrationSchema, registrationResultSchema } from "@/lib/contracts/registration";
import { json } from "@/lib/http/respond";
import { publicRoute } from "@/lib/http/routes";
import { completeRegistration } from "@/lib/registration/complete-registration";

/** Makes the account with its plan once the card is saved, and signs this browser in. Repeating it changes nothing. */
export const POST = publicRoute(
  {
    summary: "Make the account and its plan once the card is saved",
    body: completeRegistrationSchema,
    answer: registrationResultSchema,
    rateLimit: { name: "registration-complete", points: 40, seconds: 600 },
  },
  async ({ body, request }) => {
    const { state_id: stateId, secret, setup_intent_id: setupIntentId, user_data: data } = body;
    const device = deviceOf(request.headers);
    const user = data && { name: data.name, password: data.password, email: data.email };
    const { result, sessionId } = await limitSignUps(device.ipAddress, () =>
      completeRegistration({ stateId, secret, setupIntentId, user, device }),
    );
    if (!sessionId) return result;
    await signOut(request.headers);
    return json(result, 200, { "set-cookie": await sessionCookie(sessionId) });
  },
);
