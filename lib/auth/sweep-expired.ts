import { lt } from "drizzle-orm";
import { sweepRequests } from "@/db/queries/idempotent-requests";
import { sessions, userTokens } from "@/db/schema/identity";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";

// Tokens are counted for an hour against flooding, and help to answer "why did my link not work" for a few days.
const TOKENS_KEPT_MS = 7 * DAY_MS;

/** Deletes sessions that ended by themselves, tokens of last week and answers that nobody may repeat any more; safe to run at any time. */
export async function sweepExpired(): Promise<void> {
  const now = wallNow();
  await sweepRequests(database(), now);
  await database().delete(sessions).where(lt(sessions.expiresAt, now));
  await database()
    .delete(userTokens)
    .where(lt(userTokens.expiresAt, addMs(now, -TOKENS_KEPT_MS)));
}
