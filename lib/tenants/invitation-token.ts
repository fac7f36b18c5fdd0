import { createHash, randomBytes } from "node:crypto";
import { addMs, DAY_MS } from "@/lib/clock";
import { env } from "@/lib/env";

const LIFE_MS = 7 * DAY_MS;

/** What the table keeps of an invitation's token. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A new token of 32 random bytes, what is kept of it, and when it is over. */
export function mintInvitationToken(now: Date) {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token), expiresAt: addMs(now, LIFE_MS) };
}

/** The address that an invitation's mail leads to. */
export function invitationLink(token: string): string {
  const url = new URL("/invitation", env().APP_URL);
  url.searchParams.set("token", token);
  return url.toString();
}
