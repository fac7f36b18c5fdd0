import type { Metadata } from "next";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { TextLink } from "@/components/auth/text-link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { Alert } from "@/components/ui/alert";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "auth");
  // The address holds the token.
  return { title: t("reset.metaTitle"), robots: { index: false }, referrer: "same-origin" };
}

/** Where a reset mail leads: a new password by its token. */
export default async function ResetPasswordPage(props: PageProps) {
  const locale = await pageLocale(props);
  const token = (await pageQuery(props))("token");
  const t = getTranslator(locale, "auth");
  return (
    <AuthFrame locale={locale} title={t("reset.title")} description={t("reset.lead")}>
      {token ? (
        <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
          <ResetPasswordForm token={token} />
        </MessagesProvider>
      ) : (
        <Alert tone="warning" title={t("reset.missing")}>
          {t("reset.missingHint")} <TextLink href="/forgot-password">{t("reset.ask")}</TextLink>
        </Alert>
      )}
    </AuthFrame>
  );
}
