import { eq } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import type { ProfileDto } from "@/lib/contracts/account";
import { database } from "@/lib/database";
import type { UserId } from "@/lib/ids";

/** Changes what was given of a person's name and language, and answers the profile as it is now. */
export async function updateProfile(
  userId: UserId,
  changes: { name?: string | undefined; locale?: string | undefined },
): Promise<ProfileDto> {
  const [row] = await database().update(users).set(changes).where(eq(users.id, userId)).returning();
  if (!row) throw new Error(`the signed-in user ${userId} is gone`);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    email_verified: row.emailVerifiedAt !== null,
  };
}
