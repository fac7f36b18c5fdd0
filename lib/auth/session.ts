import { and, eq, gt, lt } from "drizzle-orm";
import { getToken } from "next-auth/jwt";
import { sessions, users } from "@/db/schema/identity";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { type ApiKeyId, isId, type SessionId, type UserId } from "@/lib/ids";
import type { Permission } from "@/lib/tenants/permissions";

/** Who is asking: a person by his session, or a service by an API key, which acts as the person who made it. */
export interface SignedIn {
  /** Null when a key asks. */
  sessionId: SessionId | null;
  apiKey?: { id: ApiKeyId; scopes: readonly Permission[] };
  user: {
    id: UserId;
    email: string;
    name: string;
    locale: string;
    emailVerifiedAt: Date | null;
    /** May use the operator's console. */
    isOperator: boolean;
  };
}

/** A person at a browser, by a session that is still in our table. */
export interface InSession extends SignedIn {
  sessionId: SessionId;
  apiKey?: undefined;
}

/** A session ends when nobody has used it for so long. */
export const SESSION_LIFE_MS = 30 * DAY_MS;
// Often enough for people to recognise what is in use, seldom enough to keep reads from being writes.
const SEEN_STEP_MS = 5 * 60_000;

/** Name of the session cookie; the prefix makes browsers refuse it over plain http. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith("https://") ? "__Secure-authjs.session-token" : "authjs.session-token";
}

/** Reads the session cookie and looks its row up: a deleted row signs out at once, whatever the cookie says. */
export async function readSession(headers: Headers): Promise<InSession | null> {
  if (!headers.get("cookie")?.includes("authjs.session-token")) return null;
  const name = sessionCookieName();
  const token = await getToken({ req: { headers }, secret: env().AUTH_SECRET, cookieName: name, salt: name });
  const sid = token?.sid;
  return typeof sid === "string" ? findSession(sid) : null;
}

/** The session with that id while its row lives; using it renews it. */
export async function findSession(sid: string): Promise<InSession | null> {
  if (!isId(sid)) return null;
  const now = wallNow();
  const [row] = await database()
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      user: {
        id: users.id,
        email: users.email,
        name: users.name,
        locale: users.locale,
        emailVerifiedAt: users.emailVerifiedAt,
        isOperator: users.isOperator,
      },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sid as SessionId), gt(sessions.expiresAt, now)));
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_STEP_MS) await renewSession(row.sessionId, now);
  return { sessionId: row.sessionId, user: row.user };
}

async function renewSession(sessionId: SessionId, now: Date): Promise<void> {
  await database()
    .update(sessions)
    .set({ lastSeenAt: now, expiresAt: addMs(now, SESSION_LIFE_MS) })
    // Of requests that arrive together one writes; the others find it done.
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, addMs(now, -SEEN_STEP_MS))));
}
