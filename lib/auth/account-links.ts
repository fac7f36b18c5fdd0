import { env } from "@/lib/env";
import { safeReturnPath } from "@/lib/http/return-path";

function linkTo(path: string, query: Record<string, string | undefined>): string {
  const url = new URL(path, env().APP_URL);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
}

/** The link of a verification mail; it leads back to where the person was. */
export function verifyEmailLink(token: string, returnTo: string | undefined): string {
  return linkTo("/verify-email", { token, callbackUrl: returnTo && safeReturnPath(returnTo) });
}

/** The link of a reset mail. */
export function resetPasswordLink(token: string): string {
  return linkTo("/reset-password", { token });
}

/** The account page, for mails that ask to look after something. */
export function accountLink(): string {
  return linkTo("/account", {});
}
