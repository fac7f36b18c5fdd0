import type { Metadata } from "next";
import type { ReactNode } from "react";
import { authAddress } from "@/components/auth/auth-address";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { AcceptInvitation } from "@/components/tenants/accept-invitation";
import { UseAnotherAccount } from "@/components/tenants/use-another-account";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { readInvitation, type ShownInvitation } from "@/lib/tenants/read-invitation";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "team");
  // The address holds the token.
  return { title: t("invitation.metaTitle"), robots: { index: false }, referrer: "same-origin" };
}

type Open = Extract<ShownInvitation, { state: "open" }>;

/** Where an invitation's mail leads, for whoever holds the link: signed out, signed in, as somebody else, too late. */
export default async function InvitationPage(props: PageProps) {
  const locale = await pageLocale(props);
  const token = (await pageQuery(props))("token") ?? "";
  const [shown, session] = await Promise.all([readInvitation(token), pageSession()]);
  const t = getTranslator(locale, "team");
  if (shown.state === "over") {
    return (
      <AuthFrame locale={locale} title={t("invitation.overTitle")}>
        <div className="grid gap-4">
          <p>{t("invitation.over")}</p>
          <ButtonLink block href="/studio" variant="secondary">
            {t("invitation.toApp")}
          </ButtonLink>
        </div>
      </AuthFrame>
    );
  }
  const { inviterName, workspaceName, email } = shown;
  const returnTo = `/invitation?${new URLSearchParams({ token })}`;
  return (
    <AuthFrame
      locale={locale}
      title={t("invitation.title", { workspace: workspaceName })}
      description={inviterName ? t("invitation.lead", { inviter: inviterName }) : t("invitation.leadNobody")}
    >
      <MessagesProvider locale={locale} messages={pickMessages(locale, "team")}>
        <div className="grid gap-5">
          <Offer shown={shown} locale={locale} />
          {waysOn()}
        </div>
      </MessagesProvider>
    </AuthFrame>
  );

  function waysOn(): ReactNode {
    if (!session) return <SignedOut locale={locale} returnTo={returnTo} />;
    if (session.user.email.toLowerCase() === email.toLowerCase()) return <AcceptInvitation token={token} />;
    return (
      <>
        <Alert tone="warning" title={t("invitation.wrongTitle")}>
          {t("invitation.wrong", { email, you: session.user.email })}
        </Alert>
        <UseAnotherAccount signInHref={authAddress("/sign-in", returnTo)} />
      </>
    );
  }
}

function Offer({ shown, locale }: { shown: Open; locale: Locale }) {
  const t = getTranslator(locale, "team");
  const { email, role, expiresAt } = shown;
  return (
    <ul className="grid gap-1 text-sm">
      <li className="break-all">{t("invitation.for", { email })}</li>
      <li>{t("invitation.as", { role: t(`roles.${role}`) })}</li>
      <li className="text-muted">{t(`roleHints.${role}`)}</li>
      <li className="text-muted">{t("invitation.until", { date: formatDate(expiresAt, locale) })}</li>
    </ul>
  );
}

function SignedOut({ locale, returnTo }: { locale: Locale; returnTo: string }) {
  const t = getTranslator(locale, "team");
  return (
    <div className="grid gap-2.5">
      <ButtonLink block href={authAddress("/sign-up", returnTo)}>
        {t("invitation.signUp")}
      </ButtonLink>
      <ButtonLink block variant="secondary" href={authAddress("/sign-in", returnTo)}>
        {t("invitation.signIn")}
      </ButtonLink>
    </div>
  );
}
