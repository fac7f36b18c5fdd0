import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { authAddress } from "@/components/auth/auth-address";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { TextLink } from "@/components/auth/text-link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { safeReturnPath } from "@/lib/http/return-path";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { CATALOGUE } from "@/lib/plans/catalogue";

const FREE_CREDITS = CATALOGUE.find(({ tier }) => tier === "free")?.monthlyCredits ?? 0;

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "auth");
  return { title: t("signUp.metaTitle") };
}

/** Sign-up; who is signed in already goes on at once. */
export default async function SignUpPage(props: PageProps) {
  const locale = await pageLocale(props);
  const query = await pageQuery(props);
  const returnTo = safeReturnPath(query("callbackUrl"));
  if (await pageSession()) redirect(returnTo);
  const t = getTranslator(locale, "auth");
  const signInHref = authAddress("/sign-in", returnTo);
  return (
    <AuthFrame
      locale={locale}
      title={t("signUp.title")}
      description={t("signUp.lead", { count: FREE_CREDITS })}
      footer={t.rich("signUp.other", { link: (text) => <TextLink href={signInHref}>{text}</TextLink> })}
    >
      <MessagesProvider locale={locale} messages={pickMessages(locale, "auth")}>
        <SignUpForm returnTo={returnTo} signInHref={signInHref} />
      </MessagesProvider>
    </AuthFrame>
  );
}
