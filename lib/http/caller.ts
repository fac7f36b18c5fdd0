import { type InSession, readSession } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { requireOwnOrigin } from "./origin";

/** The person at the browser, by the session cookie. Throws `unauthenticated` and `origin_refused`. */
export async function requireSession(request: Request): Promise<InSession> {
  const session = await readSession(request.headers);
  if (!session) throw new AppError("unauthenticated", "Sign in to go on.");
  requireOwnOrigin(request);
  return session;
}
