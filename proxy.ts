import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { LOCALE_COOKIE, negotiateLocale } from "@/lib/i18n/locales";
import { resolveAddress } from "@/lib/i18n/visible-address";
import { pagePolicy } from "@/lib/security/page-policy";
import { holdsSession, SESSION_HINT } from "@/lib/security/session-hint";

// Next writes 127.x as "localhost" in a rewrite; a server bound to 127.0.0.1 by number then takes it for a foreign
// host and fetches it from itself. That second request carries this mark and is let through as resolved.
const RESOLVED = "x-tierline-resolved";
const MARK = randomUUID();

/** Finds the page behind a visible address in the visitor's language, and guards it with its security headers. */
export function proxy(request: NextRequest): NextResponse {
  if (request.headers.get(RESOLVED) === MARK) return NextResponse.next();

  const locale = negotiateLocale(request.cookies.get(LOCALE_COOKIE)?.value, request.headers.get("accept-language"));
  const resolution = resolveAddress(request.nextUrl, locale);
  if (resolution.kind === "moved") return NextResponse.redirect(new URL(resolution.to, request.url), 307);

  const nonce = randomUUID().replaceAll("-", "");
  const { policy, headers } = pagePolicy(resolution.path, nonce);
  const forwarded = new Headers(request.headers);
  forwarded.set("content-security-policy", policy);
  forwarded.set("x-nonce", nonce);
  forwarded.set(RESOLVED, MARK);

  const target = request.nextUrl.clone();
  target.pathname = resolution.path;
  const response = NextResponse.rewrite(target, { request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  keepSessionHint(request, response);
  return response;
}

// Sent only when it changes, so that a stranger's page stays free of cookies and may be cached.
function keepSessionHint(request: NextRequest, response: NextResponse): void {
  const isSignedIn = holdsSession(request.cookies.getAll().map((cookie) => cookie.name));
  if (isSignedIn === request.cookies.has(SESSION_HINT)) return;
  if (isSignedIn) response.cookies.set(SESSION_HINT, "1", { path: "/", sameSite: "lax" });
  else response.cookies.delete(SESSION_HINT);
}

export const config = {
  // Pages only: the API, Next's own files, the development pages and anything with a file ending pass by.
  matcher: ["/((?!api/|_next/|dev/|dev$|.*\\.[\\w]+$).*)"],
};
