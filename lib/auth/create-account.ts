import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/identity";
import { AppError } from "@/lib/errors";
import { newId, type TenantId, type UserId } from "@/lib/ids";
import { openPersonalTenant } from "@/lib/tenants/open-personal-tenant";

export interface NewAccount {
  name: string;
  email: string;
  passwordHash: string;
  locale: string;
}

/** Writes a person with his workspace in the caller's transaction; refuses an address that has an account. */
export async function createAccount(
  tx: Transaction,
  account: NewAccount,
  now: Date,
): Promise<{ userId: UserId; tenantId: TenantId }> {
  const userId = newId<UserId>();
  const [created] = await tx
    .insert(users)
    .values({ id: userId, ...account, createdAt: now })
    // The unique key decides, so that two sign-ups at once can't both win.
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  // People must learn why they can't sign up, as everywhere; sign-in and reset stay silent, and the route limits guessing.
  if (!created)
    throw new AppError("email_taken", "There is an account with this address. Sign in, or reset your password.");
  return { userId, tenantId: await openPersonalTenant(tx, { id: userId, name: account.name }, now) };
}
