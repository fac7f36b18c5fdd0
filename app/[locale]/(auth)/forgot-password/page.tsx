import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { type PageProps, pageLocale } from "@/components/auth/page-props";
import { TextLink } from "@/components/auth/text-link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "auth");
  return { title: t("forgot.metaTitle"), robots: { index: false } };
}

/** Asks for a reset link. */
export default async function ForgotPasswordPage(props: PageProps) {
  const locale = await pageLocale(props);
  const t = getTranslator(locale, "auth");
  return (
    <AuthFrame
      locale={locale}
      title={t("forgot.title")}
      description={t("forgot.lead")}
      footer={t.rich("forgot.back", { link: (text) => <TextLink href="/sign-in">{text}</TextLink> })}
    >
      <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
        <ForgotPasswordForm />
      </MessagesProvider>
    </AuthFrame>
  );
}
