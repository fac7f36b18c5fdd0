import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import type { SessionId, TenantId, UserId } from "@/lib/ids";
import { createAccount } from "./create-account";
import { hashPassword } from "./hash-password";
import { mailVerification } from "./mail-verification";
import { type Device, openSession } from "./open-session";
import { requireStrongPassword } from "./require-strong-password";

interface SignUp {
  name: string;
  email: string;
  password: string;
  locale?: string | undefined;
  returnTo?: string | undefined;
  device: Device;
}

/** Creates the account with its workspace, its verification mail and a first session: all of it or nothing. */
export async function signUp(input: SignUp): Promise<{ userId: UserId; tenantId: TenantId; sessionId: SessionId }> {
  const { name, email, locale = DEFAULT_LOCALE } = input;
  requireStrongPassword(input.password, email, "password");
  const passwordHash = await hashPassword(input.password);
  const now = wallNow();
  return database().transaction(async (tx) => {
    const { userId, tenantId } = await createAccount(tx, { name, email, passwordHash, locale }, now);
    await mailVerification(tx, { id: userId, email, name, locale }, input.returnTo, now);
    const sessionId = await openSession(tx, userId, input.device);
    return { userId, tenantId, sessionId };
  });
}
