import { and, eq, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { announceUserChange } from "@/db/queries/announce";
import { sessions } from "@/db/schema/identity";
import type { SessionId, UserId } from "@/lib/ids";

/** Signs the user out everywhere but in the session that is kept (`null` keeps none); answers how many ended. */
export async function revokeOtherSessions(db: Executor, userId: UserId, kept: SessionId | null): Promise<number> {
  const others = kept ? ne(sessions.id, kept) : undefined;
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), others))
    .returning({ id: sessions.id });
  if (gone.length > 0) await announceUserChange(db, userId, "signed-out");
  return gone.length;
}
