import { deleteAccount } from "@/lib/auth/delete-account";
import { readMe } from "@/lib/auth/read-me";
import { clearedCookies } from "@/lib/auth/session-cookie";
import { updateProfile } from "@/lib/auth/update-profile";
import { profileSchema, updateProfileSchema } from "@/lib/contracts/account";
import { meSchema } from "@/lib/contracts/me";
import { deleteAccountSchema } from "@/lib/contracts/tenants";
import { clientAddress } from "@/lib/http/rate-limit";
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

/** Ends the billing of the person's own workspaces, then deletes them and him. Repeating it finishes what was begun. */
export const DELETE = userRoute(
  { summary: "Delete your account; billing stops first", status: 204, body: deleteAccountSchema },
  async ({ actor, body, request, requestId }) => {
    const ipAddress = clientAddress(request.headers);
    await deleteAccount({ actor, password: body.password, ipAddress, requestId });
    const headers = new Headers();
    for (const cookie of clearedCookies()) headers.append("set-cookie", cookie);
    return new Response(null, { status: 204, headers });
  },
);
