import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { authAddress } from "@/components/auth/auth-address";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignInNotice } from "@/components/auth/sign-in-notice";
import { TextLink } from "@/components/auth/text-link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { safeReturnPath } from "@/lib/http/return-path";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "auth");
  return { title: t("signIn.metaTitle"), robots: { index: false } };
}

/** Sign-in; who is signed in already goes on at once. */
export default async function SignInPage(props: PageProps) {
  const locale = await pageLocale(props);
  const query = await pageQuery(props);
  const returnTo = safeReturnPath(query("callbackUrl"));
  if (await pageSession()) redirect(returnTo);
  const t = getTranslator(locale, "auth");
  return (
    <AuthFrame
      locale={locale}
      title={t("signIn.title")}
      description={t("signIn.lead")}
      footer={t.rich("signIn.other", {
        link: (text) => <TextLink href={authAddress("/sign-up", returnTo)}>{text}</TextLink>,
      })}
    >
      <SignInNotice
        locale={locale}
        notice={query("notice")}
        errorCode={query("error") && (query("code") ?? "unexpected")}
      />
      <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
        <SignInForm returnTo={returnTo} />
      </MessagesProvider>
    </AuthFrame>
  );
}
