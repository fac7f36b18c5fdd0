import { deviceOf } from "@/lib/auth/open-session";
import { limitSignUps } from "@/lib/auth/sign-up-limits";
import { registrationRequestSchema, registrationSetupSchema } from "@/lib/contracts/registration";
import { json } from "@/lib/http/respond";
import { publicRoute } from "@/lib/http/routes";
import { openRegistration } from "@/lib/registration/open-registration";

/** Begins a registration with a card; the account is made by `complete`. */
export const POST = publicRoute(
  {
    summary: "Begin a registration with a card",
    body: registrationRequestSchema,
    answer: registrationSetupSchema,
    status: 201,
    // Each one makes a customer at Stripe, and lets a card be tried.
    rateLimit: { name: "registration", points: 20, seconds: 3600 },
  },
  async ({ body, request }) => {
    const { email, name, plan, interval, currency, mode, locale } = body;
    const run = () => openRegistration({ email, name, plan, interval, currency, mode, locale });
    return json(await limitSignUps(deviceOf(request.headers).ipAddress, run), 201);
  },
);
