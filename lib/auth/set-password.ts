import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users, userTokens } from "@/db/schema/identity";
import type { SessionId, UserId } from "@/lib/ids";
import { newId } from "@/lib/ids";
import { queueMail } from "@/lib/notifications/queue-mail";
import { accountLink } from "./account-links";
import { revokeOtherSessions } from "./revoke-other-sessions";

interface PasswordHolder {
  id: UserId;
  email: string;
  name: string;
  locale: string;
}

/**
 * Stores a new password's hash, signs the person out everywhere but in `keptSession`, makes open reset links worthless
 * and tells the person by mail, so that a change by somebody else does not stay unseen.
 */
export async function setPassword(
  tx: Transaction,
  user: PasswordHolder,
  passwordHash: string,
  keptSession: SessionId | null,
  now: Date,
): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
  await revokeOtherSessions(tx, user.id, keptSession);
  await tx
    .update(userTokens)
    .set({ usedAt: now })
    .where(and(eq(userTokens.userId, user.id), eq(userTokens.purpose, "reset-password"), isNull(userTokens.usedAt)));
  await queueMail(tx, {
    cause: `password-changed:${newId<string>()}`,
    recipient: user.email,
    locale: user.locale,
    template: { name: "password-changed", personName: user.name, url: accountLink() },
  });
}
