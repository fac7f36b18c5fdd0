import { desc, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { mails } from "@/db/schema/mails";
import { isLocalProfile } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isId } from "@/lib/ids";

const NEWEST = 200;
export type MailboxMail = typeof mails.$inferSelect;

/** Refuses outside the local profile: elsewhere mails hold other people's links. */
export function requireMailbox(): void {
  if (!isLocalProfile()) throw new AppError("not_found", "There is no mailbox here.");
}

/** The newest mails, of one address when it is named in full, or of every address that contains the text. */
export function listMailbox(db: Executor, to: string | undefined): Promise<MailboxMail[]> {
  const wanted = to?.trim().toLowerCase();
  const recipient = sql`lower(${mails.recipient})`;
  const isOf = wanted?.includes("@") ? sql`${recipient} = ${wanted}` : sql`strpos(${recipient}, ${wanted}) > 0`;
  return db
    .select()
    .from(mails)
    .where(wanted ? isOf : undefined)
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(NEWEST);
}

/** One mail, or null. */
export async function findMail(db: Executor, id: string | undefined): Promise<MailboxMail | null> {
  if (!id || !isId(id)) return null;
  const [mail] = await db.select().from(mails).where(eq(mails.id, id));
  return mail ?? null;
}
