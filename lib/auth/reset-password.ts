import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { consumeUserToken } from "./consume-user-token";
import { hashPassword } from "./hash-password";
import { requireStrongPassword } from "./require-strong-password";
import { setPassword } from "./set-password";

/**
 * Sets a new password by the token of a reset mail and signs out everywhere. A password that is refused leaves the
 * link good for another try. Having read the mail also proves the address.
 */
export async function resetPassword(token: string, password: string): Promise<void> {
  const now = wallNow();
  await database().transaction(async (tx) => {
    const userId = await consumeUserToken(tx, token, "reset-password", now);
    const { id, email, name, locale } = users;
    const [user] = await tx.select({ id, email, name, locale }).from(users).where(eq(users.id, userId));
    if (!user) throw new Error(`the user ${userId} of a token is gone`);
    // Refusing rolls the transaction back, and with it the use of the token.
    requireStrongPassword(password, user.email, "password");
    await setPassword(tx, user, await hashPassword(password), null, now);
    await tx
      .update(users)
      .set({ emailVerifiedAt: now })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)));
  });
}
