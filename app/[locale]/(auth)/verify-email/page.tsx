import type { Metadata } from "next";
import { authAddress } from "@/components/auth/auth-address";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { ResendButton } from "@/components/auth/resend-button";
import { VerifyEmailPanel } from "@/components/auth/verify-email-panel";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button";
import { safeReturnPath } from "@/lib/http/return-path";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "auth");
  // The address holds the token.
  return { title: t("verify.metaTitle"), robots: { index: false }, referrer: "same-origin" };
}

/** Where a verification mail leads; without a token it says to look into the mailbox. */
export default async function VerifyEmailPage(props: PageProps) {
  const locale = await pageLocale(props);
  const query = await pageQuery(props);
  const [token, returnTo] = [query("token"), safeReturnPath(query("callbackUrl"))];
  const user = (await pageSession())?.user ?? null;
  const t = getTranslator(locale, "auth");
  const frame = { locale, title: t("verify.title"), description: t("verify.lead") };
  if (user?.emailVerifiedAt) {
    return (
      <AuthFrame {...frame}>
        <div className="grid gap-4">
          <Alert tone="success" title={t("verify.doneTitle")}>
            {t("verify.already")}
          </Alert>
          <a href={returnTo} className={buttonVariants({ block: true })}>
            {t("verify.continue")}
          </a>
        </div>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame {...frame}>
      <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
        {token ? (
          <VerifyEmailPanel
            token={token}
            signedInAs={user?.email ?? null}
            returnTo={returnTo}
            continueTo={user ? returnTo : authAddress("/sign-in", returnTo)}
          />
        ) : (
          <div className="grid gap-4">
            <Alert title={t("verify.checkTitle")}>
              {user ? t("verify.check", { email: user.email }) : t("verify.signInFirst")}
            </Alert>
            {user ? <ResendButton email={user.email} returnTo={returnTo} block size="md" /> : null}
          </div>
        )}
      </MessagesProvider>
    </AuthFrame>
  );
}
