import { Alert } from "@/components/ui/alert";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

interface SignInNoticeProps {
  locale: Locale;
  /** What just happened elsewhere: `?notice=`. */
  notice: string | undefined;
  /** Why a sign-in by next-auth's own endpoints came back: `?error=…&code=`. */
  errorCode: string | undefined;
}

/** What brought the reader to the sign-in page, if it needs a word. */
export function SignInNotice({ locale, notice, errorCode }: SignInNoticeProps) {
  const t = getTranslator(locale, "auth");
  if (errorCode === "wrong_credentials" || errorCode === "credentials") {
    return (
      <Alert tone="danger" title={t("errors.wrongCredentials")} className="mb-5">
        {t("errors.wrongCredentialsHint")}
      </Alert>
    );
  }
  if (errorCode) {
    const title = errorCode === "rate_limited" ? t("errors.rateLimited") : t("errors.unexpected");
    return <Alert tone="danger" title={title} className="mb-5" />;
  }
  if (notice === "password-changed") {
    return (
      <Alert tone="success" title={t("signIn.passwordChanged")} className="mb-5">
        {t("signIn.passwordChangedHint")}
      </Alert>
    );
  }
  return notice === "signed-out" ? <Alert tone="success" title={t("signIn.signedOut")} className="mb-5" /> : null;
}
