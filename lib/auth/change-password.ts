import { eq } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { hashPassword } from "./hash-password";
import { requireStrongPassword } from "./require-strong-password";
import type { InSession } from "./session";
import { setPassword } from "./set-password";
import { limitFailures } from "./sign-in-limits";
import { verifyPassword } from "./verify-password";

interface ChangePassword {
  actor: InSession;
  currentPassword: string;
  newPassword: string;
  ipAddress: string;
}

/** Changes the password of a signed-in person who knows the present one; every other session ends. */
export async function changePassword({
  actor,
  currentPassword,
  newPassword,
  ipAddress,
}: ChangePassword): Promise<void> {
  const { user, sessionId } = actor;
  requireStrongPassword(newPassword, user.email, "new_password");
  const refusal = new AppError("wrong_password", "The current password is wrong.");
  await limitFailures({ account: user.email, ipAddress, refusal }, async () => {
    const [row] = await database().select({ hash: users.passwordHash }).from(users).where(eq(users.id, user.id));
    return (await verifyPassword(currentPassword, row?.hash ?? null)) || null;
  });
  const passwordHash = await hashPassword(newPassword);
  await database().transaction((tx) => setPassword(tx, user, passwordHash, sessionId, wallNow()));
}
