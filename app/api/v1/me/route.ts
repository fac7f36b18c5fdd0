import { readMe } from "@/lib/auth/read-me";
import { updateProfile } from "@/lib/auth/update-profile";
import { updateProfileSchema } from "@/lib/contracts/account";
import { userRoute } from "@/lib/http/routes";

/** Changes the person's name or language. */
export const PATCH = userRoute({ body: updateProfileSchema }, ({ actor, body }) => updateProfile(actor.user.id, body));

/** Who is signed in, in which workspace, on which tier. */
export const GET = userRoute({}, ({ actor, request }) => readMe(actor, request.headers));
