import { MessagesProvider } from "@/components/shell/messages-provider";
import { Alert } from "@/components/ui/alert";
import type { Locale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { RefreshOnReturn } from "./refresh-on-return";
import { ResendButton } from "./resend-button";

export interface VerifyBannerProps {
  locale: Locale;
  user: { email: string; emailVerifiedAt: Date | null };
}

/** Asks a person whose address is not confirmed to open the mail; nothing for everyone else. */
export function VerifyBanner({ locale, user }: VerifyBannerProps) {
  if (user.emailVerifiedAt) return null;
  const t = getTranslator(locale, "auth");
  return (
    <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
      <RefreshOnReturn />
      <Alert tone="warning" title={t("banner.title")} action={<ResendButton email={user.email} />}>
        <span className="wrap-anywhere">{t("banner.text", { email: user.email })}</span>
      </Alert>
    </MessagesProvider>
  );
}
