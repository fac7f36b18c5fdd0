import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses a change that a page of another site sends with our cookie: browsers name the origin truthfully. */
export function requireOwnOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers.get("origin") === new URL(env().APP_URL).origin) return;
  throw new AppError("origin_refused", "Changes with a session cookie are taken from this site's own pages alone.");
}
