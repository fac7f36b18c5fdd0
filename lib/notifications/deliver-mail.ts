import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";

/** A mail as the mail server gets it. */
export interface OutgoingMail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
}

let transport: { url: string; transporter: Transporter } | undefined;

function transporterOf(url: string): Transporter {
  if (transport?.url === url) return transport.transporter;
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const made = { url, transporter: createTransport({ url, ...limits }) };
  transport = made;
  return made.transporter;
}

/** Hands a mail to the SMTP server; throws when the server does not take it, so that the job tries again. */
export async function deliverMail(mail: OutgoingMail, smtpUrl: string): Promise<void> {
  await transporterOf(smtpUrl).sendMail({
    from: env().MAIL_FROM,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    // Stable, so that a mail sent again after a crash is recognised as the same by mail programs.
    messageId: `<${mail.id}@${new URL(env().APP_URL).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}
