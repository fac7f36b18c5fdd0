import { REGISTRATION_SECRET_HEADER, registrationStateSchema } from "@/lib/contracts/registration";
import { publicRoute } from "@/lib/http/routes";
import { readRegistration } from "@/lib/registration/read-registration";

/** Where a registration stands; the owner's secret travels in the header `Registration-Secret`. */
export const GET = publicRoute(
  {
    summary: "Read where a registration stands",
    answer: registrationStateSchema,
    rateLimit: { name: "registration-state", points: 120, seconds: 60 },
  },
  ({ params, request }) =>
    readRegistration(params.state_id ?? "", request.headers.get(REGISTRATION_SECRET_HEADER) ?? ""),
);
