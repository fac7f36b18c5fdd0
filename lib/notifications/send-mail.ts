import { and, eq, isNull } from "drizzle-orm";
import { mails } from "@/db/schema/mails";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { deliverMail } from "./deliver-mail";

const TOKEN_IN_LINK = /([?&]|&amp;)(token)=[\w-]{20,}/g;

/** A delivered mail's body without the secret of its link: the kept copy must open no account. */
export function withoutSecrets(body: string): string {
  return body.replace(TOKEN_IN_LINK, "$1$2=removed");
}

/**
 * Delivers one mail by SMTP; without `SMTP_URL` (local profile) the mailbox at /dev/mailbox is where it arrives. Does
 * nothing for a mail that was sent before, so a repeated job is harmless.
 */
export async function sendMail(mailId: string): Promise<void> {
  const db = database();
  const [mail] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt)));
  if (!mail) return;
  const smtpUrl = env().SMTP_URL;
  if (!smtpUrl) {
    await db.update(mails).set({ sentAt: wallNow() }).where(eq(mails.id, mailId));
    return;
  }
  await deliverMail(mail, smtpUrl);
  const kept = { text: withoutSecrets(mail.text), html: withoutSecrets(mail.html) };
  await db
    .update(mails)
    .set({ sentAt: wallNow(), ...kept })
    .where(eq(mails.id, mailId));
}
