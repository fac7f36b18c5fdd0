import { findKeyCaller, type KeyCaller } from "@/lib/api-keys/find-key-caller";
import { type InSession, readSession } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { requireOwnOrigin } from "./origin";

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/** The API key that a request brings, or null. */
export function bearerOf(headers: Headers): string | null {
  return BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** The refusal of an API key where a person has to be. */
export function sessionOnly(): AppError {
  return new AppError("session_only", "API keys are not taken here: a person has to sign in and do it.");
}

/** The person at the browser, by the session cookie. Throws `unauthenticated`, `session_only` and `origin_refused`. */
export async function requireSession(request: Request): Promise<InSession> {
  if (bearerOf(request.headers) !== null) throw sessionOnly();
  const session = await readSession(request.headers);
  if (!session) throw new AppError("unauthenticated", "Sign in to go on.");
  requireOwnOrigin(request);
  return session;
}

/** The service behind an API key. No cookie is at work, so that any origin may send it. Throws `unauthenticated`. */
export async function requireKey(key: string): Promise<KeyCaller> {
  const caller = await findKeyCaller(key);
  if (!caller) throw new AppError("unauthenticated", "The API key is unknown or revoked. Make another one.");
  return caller;
}
