import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { MailContent } from "./mail-content";

/** Every mail that we write, with what it needs to know. */
export type MailTemplate =
  | { name: "verify-email"; personName: string; url: string }
  | { name: "reset-password"; personName: string; url: string }
  | { name: "password-changed"; personName: string; url: string }
  | { name: "invitation"; inviterName: string; inviterEmail: string; workspaceName: string; url: string }
  | { name: "account-deleted"; personName: string };

/** Words a mail in the reader's language. */
export function composeMail(template: MailTemplate, locale: Locale): MailContent {
  const t = getTranslator(locale, "mail");
  const greeting = "personName" in template ? t("greeting", { name: template.personName }) : "";
  switch (template.name) {
    case "verify-email":
      return {
        subject: t("verifyEmail.subject"),
        preview: t("verifyEmail.preview"),
        heading: t("verifyEmail.heading"),
        paragraphs: [greeting, t("verifyEmail.body")],
        action: { label: t("verifyEmail.action"), url: template.url },
        notes: [t("verifyEmail.expiry"), t("verifyEmail.unasked")],
      };
    case "reset-password":
      return {
        subject: t("resetPassword.subject"),
        preview: t("resetPassword.preview"),
        heading: t("resetPassword.heading"),
        paragraphs: [greeting, t("resetPassword.body")],
        action: { label: t("resetPassword.action"), url: template.url },
        notes: [t("resetPassword.expiry"), t("resetPassword.unasked")],
      };
    case "password-changed":
      return {
        subject: t("passwordChanged.subject"),
        preview: t("passwordChanged.preview"),
        heading: t("passwordChanged.heading"),
        paragraphs: [greeting, t("passwordChanged.body")],
        action: { label: t("passwordChanged.action"), url: template.url },
        notes: [t("passwordChanged.unasked")],
      };
    case "invitation":
      return composeInvitation(template, locale);
    case "account-deleted":
      return {
        subject: t("accountDeleted.subject"),
        preview: t("accountDeleted.preview"),
        heading: t("accountDeleted.heading"),
        paragraphs: [greeting, t("accountDeleted.body")],
        notes: [t("accountDeleted.receipts")],
        footer: t("accountDeleted.footer"),
      };
  }
}

/** Goes to people who may not know us: no greeting by name, and nothing about an account. */
function composeInvitation(template: Extract<MailTemplate, { name: "invitation" }>, locale: Locale): MailContent {
  const t = getTranslator(locale, "mail");
  const names = { inviter: template.inviterName, workspace: template.workspaceName };
  return {
    subject: t("invitation.subject", names),
    preview: t("invitation.preview", names),
    heading: t("invitation.heading", names),
    paragraphs: [t("invitation.body", { ...names, email: template.inviterEmail })],
    action: { label: t("invitation.action"), url: template.url },
    notes: [t("invitation.expiry"), t("invitation.unasked")],
    footer: t("invitation.footer", names),
  };
}
