import type { Transaction } from "@/db/client";
import type { UserId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { verifyEmailLink } from "./account-links";
import { issueUserToken } from "./issue-user-token";

interface Reader {
  id: UserId;
  email: string;
  name: string;
  locale: string;
}

/** Queues a mail with a fresh verification link. */
export async function mailVerification(
  tx: Transaction,
  user: Reader,
  returnTo: string | undefined,
  now: Date,
): Promise<void> {
  const { token, tokenHash } = await issueUserToken(tx, user.id, "verify-email", now);
  await queueMail(tx, {
    cause: `verify-email:${tokenHash}`,
    recipient: user.email,
    locale: user.locale,
    template: { name: "verify-email", personName: user.name, url: verifyEmailLink(token, returnTo) },
  });
}
