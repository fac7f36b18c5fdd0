import { eq } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { SessionId, UserId } from "@/lib/ids";
import { type Device, openSession } from "./open-session";
import { limitFailures } from "./sign-in-limits";
import { verifyPassword } from "./verify-password";

export interface SignInResult {
  sessionId: SessionId;
  user: { id: UserId; email: string; name: string; emailVerifiedAt: Date | null };
}

/** Checks the password and opens a session; `wrong_credentials` does not tell which of the two was wrong. */
export async function signIn(input: { email: string; password: string; device: Device }): Promise<SignInResult> {
  const refusal = new AppError("wrong_credentials", "E-mail address or password is wrong.");
  const { ipAddress } = input.device;
  const user = await limitFailures({ account: input.email, ipAddress, refusal }, async () => {
    const found = await findForSignIn(input.email);
    const matches = await verifyPassword(input.password, found?.passwordHash ?? null);
    return found && matches ? found : null;
  });
  const sessionId = await openSession(database(), user.id, input.device);
  return { sessionId, user };
}

async function findForSignIn(email: string) {
  const { id, name, passwordHash, emailVerifiedAt } = users;
  const [row] = await database()
    .select({ id, email: users.email, name, passwordHash, emailVerifiedAt })
    .from(users)
    .where(eq(users.email, email));
  return row ?? null;
}
