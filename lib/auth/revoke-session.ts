import { and, eq } from "drizzle-orm";
import { announceUserChange } from "@/db/queries/announce";
import { sessions } from "@/db/schema/identity";
import { database } from "@/lib/database";
import { isId, type SessionId, type UserId } from "@/lib/ids";
import { noteChange } from "@/lib/live/tenant-changes";

/** Signs one browser of the user out; false when he has no such session. */
export async function revokeSession(userId: UserId, sessionId: string): Promise<boolean> {
  if (!isId(sessionId)) return false;
  const gone = await database()
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId as SessionId), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  if (gone.length === 0) return false;
  noteChange({ userId });
  await announceUserChange(database(), userId, "signed-out");
  return true;
}
