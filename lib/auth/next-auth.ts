import { NextRequest } from "next/server";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInSchema } from "@/lib/contracts/auth";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { deviceOf } from "./open-session";
import { revokeSession } from "./revoke-session";
import { findSession } from "./session";
import { COOKIE_LIFE_SECONDS } from "./session-cookie";
import { signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    /** Id of the row in `sessions` that this sign-in opened. */
    sid?: string;
  }
}

/** Carries our refusal's code to next-auth's `?code=`. */
class SignInRefused extends CredentialsSignin {
  constructor(cause: AppError) {
    super(undefined, { cause });
    this.code = cause.code;
  }
}

function refuse(error: unknown): never {
  throw error instanceof AppError ? new SignInRefused(error) : error;
}

const password = Credentials({
  credentials: { email: {}, password: {} },
  async authorize(given, request) {
    const parsed = signInSchema.safeParse(given);
    if (!parsed.success) return null;
    const { user, sessionId } = await signIn({ ...parsed.data, device: deviceOf(request.headers) }).catch(refuse);
    return { id: user.id, name: user.name, email: user.email, sid: sessionId };
  },
});

// A wrong password, a foreign form and a stale cookie are no failures of ours, and a stack of them says nothing.
const CALLERS_FAULTS = new Set(["CredentialsSignin", "MissingCSRF", "JWTSessionError"]);

const sidOf = (token: object | null | undefined) =>
  token && "sid" in token && typeof token.sid === "string" ? token.sid : "";

function configuration(): NextAuthConfig {
  return {
    secret: env().AUTH_SECRET,
    basePath: "/api/auth",
    trustHost: true,
    useSecureCookies: env().APP_URL.startsWith("https://"),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: COOKIE_LIFE_SECONDS },
    providers: [password],
    callbacks: {
      // The token is the session's id alone; a row that is gone makes it worthless.
      async jwt({ token, user }) {
        if (user) return { sid: user.sid };
        const session = await findSession(sidOf(token));
        return session ? { sid: session.sessionId } : null;
      },
      async session({ session, token }) {
        const signedIn = await findSession(sidOf(token));
        if (!signedIn) return session;
        const { id, name, email } = signedIn.user;
        return { expires: session.expires, user: { id, name, email } };
      },
    },
    events: {
      async signOut(message) {
        const session = await findSession(sidOf("token" in message ? message.token : null));
        if (session) await revokeSession(session.user.id, session.sessionId);
      },
    },
    logger: {
      error: (error) => {
        if (!CALLERS_FAULTS.has(error.name)) logger().error({ name: error.name, reason: error.message }, "next-auth");
      },
      warn: (code) => logger().debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

// The function form reads the settings per request: a build has none.
const { handlers } = NextAuth(configuration);

/**
 * Answers next-auth's own endpoints below /api/auth. The request is given the address of `APP_URL` first: behind a
 * proxy, or in the standalone server, it names an inner host and port, and redirects would lead there.
 */
export function handleNextAuth(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const outer = new NextRequest(new URL(`${pathname}${search}`, env().APP_URL), request);
  return request.method === "POST" ? handlers.POST(outer) : handlers.GET(outer);
}
