import type { Transaction } from "@/db/client";
import { mails } from "@/db/schema/mails";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { newId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";
import { composeMail, type MailTemplate } from "./mail-templates";
import { renderMailHtml, renderMailText } from "./render-mail";

interface QueuedMail {
  /** What the mail is about, named so that the same cause always has the same name: it is mailed once. */
  cause: string;
  recipient: string;
  locale: string;
  template: MailTemplate;
}

/** Writes a mail and the job that delivers it, in the caller's transaction; a cause that was mailed before adds nothing. */
export async function queueMail(tx: Transaction, mail: QueuedMail): Promise<void> {
  const locale = isLocale(mail.locale) ? mail.locale : DEFAULT_LOCALE;
  const content = composeMail(mail.template, locale);
  const t = getTranslator(locale, "mail");
  const product = getTranslator(locale, "common")("product");
  const frame = {
    product,
    homeUrl: env().APP_URL,
    language: locale,
    footer: content.footer ?? t("footer", { product }),
    linkHint: t("linkHint"),
  };
  const [row] = await tx
    .insert(mails)
    .values({
      id: newId<string>(),
      cause: mail.cause,
      recipient: mail.recipient,
      subject: content.subject,
      text: renderMailText(content, frame),
      html: renderMailHtml(content, frame),
    })
    .onConflictDoNothing({ target: mails.cause })
    .returning({ id: mails.id });
  if (row) await addJob(tx, "send-mail", { mailId: row.id }, { key: `send-mail:${row.id}` });
}
