import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { mailVerification } from "./mail-verification";
import type { SignedIn } from "./session";

/** Mails a fresh verification link; a verified address needs none, which is answered the same. */
export async function resendVerification({ user }: SignedIn, returnTo: string | undefined): Promise<void> {
  if (user.emailVerifiedAt) return;
  await database().transaction((tx) => mailVerification(tx, user, returnTo, wallNow()));
}
