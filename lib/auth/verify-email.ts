import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { consumeUserToken } from "./consume-user-token";

/** Marks the address verified by the token of its mail, once. */
export async function verifyEmail(token: string): Promise<void> {
  const now = wallNow();
  await database().transaction(async (tx) => {
    const userId = await consumeUserToken(tx, token, "verify-email", now);
    await tx
      .update(users)
      .set({ emailVerifiedAt: now })
      .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)));
  });
}
