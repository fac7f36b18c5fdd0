import { readMe } from "@/lib/auth/read-me";
import { updateProfile } from "@/lib/auth/update-profile";
import { profileSchema, updateProfileSchema } from "@/lib/contracts/account";
import { meSchema } from "@/lib/contracts/me";
import { userRoute } from "@/lib/http/routes";

/** Changes the person's name or language. */
export const PATCH = userRoute(
  { summary: "Change name or language", body: updateProfileSchema, answer: profileSchema },
  ({ actor, body }) => updateProfile(actor.user.id, body),
);

/** Who is signed in, in which workspace, on which tier. */
export const GET = userRoute({ summary: "Read who is signed in", answer: meSchema }, ({ actor, request }) =>
  readMe(actor, request.headers),
);
