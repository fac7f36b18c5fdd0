import type { SignedIn } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";

/** Refuses with `email_not_verified` who has not shown that his address is his. */
export function requireVerified(actor: SignedIn, detail: string): void {
  if (!actor.user.emailVerifiedAt) throw new AppError("email_not_verified", detail);
}
