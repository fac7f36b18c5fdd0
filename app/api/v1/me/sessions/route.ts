import { listSessions } from "@/lib/auth/list-sessions";
import { revokeOtherSessions } from "@/lib/auth/revoke-other-sessions";
import { sessionListSchema, sessionsRevokedSchema } from "@/lib/contracts/account";
import { database } from "@/lib/database";
import { userRoute } from "@/lib/http/routes";

/** Where the person is signed in, the latest used first. */
export const GET = userRoute(
  { summary: "List where the person is signed in", answer: sessionListSchema },
  async ({ actor }) => ({ data: await listSessions(actor) }),
);

/** Signs the person out everywhere but here. */
export const DELETE = userRoute(
  { summary: "Sign out everywhere else", answer: sessionsRevokedSchema },
  async ({ actor }) => ({
    revoked: await revokeOtherSessions(database(), actor.user.id, actor.sessionId),
  }),
);
