// Public pages are the same for everyone, and the session's cookie is closed to scripts. This cookie tells their script
// whether asking who looks can have an answer, so that strangers' browsers neither ask nor log a refusal.
export const SESSION_HINT = "signed-in";

/** True when a request's cookies hold a session, valid or not: only the API can tell. */
export function holdsSession(cookieNames: string[]): boolean {
  return cookieNames.some((name) => name.endsWith("authjs.session-token"));
}

/** True when `document.cookie` holds the hint. */
export function hintsAtSession(cookies: string): boolean {
  return cookies.split("; ").some((cookie) => cookie.startsWith(`${SESSION_HINT}=`));
}
