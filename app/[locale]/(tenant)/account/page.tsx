import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { type PageProps, pageLocale } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { ProfileForm } from "@/components/auth/profile-form";
import { ResendButton } from "@/components/auth/resend-button";
import { sessionLines } from "@/components/auth/session-lines";
import { SessionList } from "@/components/auth/session-list";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { DeleteAccount } from "@/components/tenants/delete-account";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listSessions } from "@/lib/auth/list-sessions";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: getTranslator(await pageLocale(props), "account")("metaTitle") };
}

/** Name, address, password and sessions of the signed-in person. */
export default async function AccountPage(props: PageProps) {
  const locale = await pageLocale(props);
  const session = await pageSession();
  if (!session) redirect("/sign-in?callbackUrl=%2Faccount");
  const { user } = session;
  const t = getTranslator(locale, "account");
  const lines = sessionLines(await listSessions(session), locale);
  const verified = user.emailVerifiedAt !== null;
  return (
    <MessagesProvider locale={locale} messages={pickMessages(locale, "auth", "account")}>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="grid max-w-3xl gap-5">
        <Card aria-labelledby="profile">
          <CardHeader id="profile" title={t("profile.title")} description={t("profile.lead")} />
          <CardBody>
            <ProfileForm name={user.name} />
          </CardBody>
        </Card>
        <Card aria-labelledby="email">
          <CardHeader id="email" title={t("email.title")} description={t("email.lead")} />
          <CardBody className="flex flex-wrap items-center gap-3">
            <span className="min-w-0 break-all font-medium">{user.email}</span>
            <Badge tone={verified ? "success" : "warning"}>
              {verified ? t("email.verified") : t("email.unverified")}
            </Badge>
            {verified ? null : (
              <>
                <p className="basis-full text-muted text-sm">{t("email.pending")}</p>
                <ResendButton email={user.email} label={t("email.resend")} />
              </>
            )}
          </CardBody>
        </Card>
        <Card aria-labelledby="password">
          <CardHeader id="password" title={t("password.title")} description={t("password.lead")} />
          <CardBody>
            <ChangePasswordForm email={user.email} />
          </CardBody>
        </Card>
        <Card aria-labelledby="sessions">
          <CardHeader id="sessions" title={t("sessions.title")} description={t("sessions.lead")} className="pb-2" />
          <SessionList sessions={lines} />
        </Card>
        <Card aria-labelledby="delete">
          <CardHeader id="delete" title={t("delete.title")} description={t("delete.lead")} />
          <CardBody>
            <DeleteAccount email={user.email} />
          </CardBody>
        </Card>
      </div>
    </MessagesProvider>
  );
}
