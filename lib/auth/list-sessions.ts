import { and, desc, eq, gt } from "drizzle-orm";
import { sessions } from "@/db/schema/identity";
import { wallNow } from "@/lib/clock";
import type { SessionDto } from "@/lib/contracts/account";
import { database } from "@/lib/database";
import { describeUserAgent } from "./describe-user-agent";
import type { SignedIn } from "./session";

/** Where the user is signed in, the latest used first. */
export async function listSessions(actor: SignedIn): Promise<SessionDto[]> {
  const rows = await database()
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, actor.user.id), gt(sessions.expiresAt, wallNow())))
    .orderBy(desc(sessions.lastSeenAt));
  return rows.map((row) => ({
    id: row.id,
    current: row.id === actor.sessionId,
    ...describeUserAgent(row.userAgent),
    ip_address: row.ipAddress,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
  }));
}
