import { revokeSession } from "./revoke-session";
import { readSession } from "./session";

/** Deletes the row of the session that these headers carry; without one there is nothing to do. */
export async function signOut(headers: Headers): Promise<void> {
  const session = await readSession(headers);
  if (session) await revokeSession(session.user.id, session.sessionId);
}
