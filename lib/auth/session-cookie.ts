import { encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import type { SessionId, TenantId } from "@/lib/ids";
import { TENANT_COOKIE } from "@/lib/tenants/current-tenant";
import { sessionCookieName } from "./session";

/**
 * How long a browser keeps the cookie (the longest that Chrome allows). The row in `sessions` decides how long the
 * session lives and slides; pages can't renew a cookie while they render, so the cookie must never be what ends it.
 */
export const COOKIE_LIFE_SECONDS = 400 * 24 * 3600;

function attributes(maxAgeSeconds: number): string {
  const secure = env().APP_URL.startsWith("https://") ? "; Secure" : "";
  return `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

/** The `Set-Cookie` of a session: next-auth's encrypted token around the session's id and nothing else (G16). */
export async function sessionCookie(sessionId: SessionId): Promise<string> {
  const name = sessionCookieName();
  const token = { sid: sessionId };
  const value = await encode({ token, secret: env().AUTH_SECRET, salt: name, maxAge: COOKIE_LIFE_SECONDS });
  return `${name}=${value}; ${attributes(COOKIE_LIFE_SECONDS)}`;
}

/** The `Set-Cookie` by which this browser works in the chosen workspace; being a member is asked at every request. */
export function tenantCookie(tenantId: TenantId): string {
  return `${TENANT_COOKIE}=${tenantId}; ${attributes(COOKIE_LIFE_SECONDS)}`;
}

/** The `Set-Cookie` headers that leave nothing of the person in the browser: his session, and where he worked. */
export function clearedCookies(): string[] {
  return [sessionCookieName(), TENANT_COOKIE].map((name) => `${name}=; ${attributes(0)}`);
}
