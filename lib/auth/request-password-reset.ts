import { and, count, eq, gt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users, userTokens } from "@/db/schema/identity";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { UserId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { resetPasswordLink } from "./account-links";
import { issueUserToken } from "./issue-user-token";

const HOUR_MS = 3_600_000;
const MAILS_PER_HOUR = 5;

/**
 * Mails a reset link when the address has an account, and does nothing else; callers answer the same either way. More
 * than five an hour are dropped in silence, so that nobody can flood a mailbox by knowing its address.
 */
export async function requestPasswordReset(email: string): Promise<void> {
  const now = wallNow();
  await database().transaction(async (tx) => {
    const { id, name, locale } = users;
    const [user] = await tx.select({ id, email: users.email, name, locale }).from(users).where(eq(users.email, email));
    if (!user || (await countRecent(tx, user.id, addMs(now, -HOUR_MS))) >= MAILS_PER_HOUR) return;
    const { token, tokenHash } = await issueUserToken(tx, user.id, "reset-password", now);
    await queueMail(tx, {
      cause: `reset-password:${tokenHash}`,
      recipient: user.email,
      locale: user.locale,
      template: { name: "reset-password", personName: user.name, url: resetPasswordLink(token) },
    });
  });
}

async function countRecent(tx: Transaction, userId: UserId, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(userTokens)
    .where(
      and(eq(userTokens.userId, userId), eq(userTokens.purpose, "reset-password"), gt(userTokens.createdAt, since)),
    );
  return row?.count ?? 0;
}
