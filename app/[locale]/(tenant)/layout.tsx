import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SignOutButton } from "@/components/auth/sign-out-button";
import { VerifyBanner } from "@/components/auth/verify-banner";
import { PlanBadge } from "@/components/billing/plan-badge";
import { TenantProviders } from "@/components/billing/tenant-providers";
import { AppShell } from "@/components/shell/app-shell";
import { menuEntry } from "@/components/shell/menu-entry";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { TenantSwitcher } from "@/components/tenants/tenant-switcher";
import { TimeMachine } from "@/components/time-machine/time-machine";
import { billingKey } from "@/lib/api-client/keys";
import { isLocale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { roleAllows } from "@/lib/tenants/permissions";
import { hasTimeMachine } from "@/lib/time-machine/has-time-machine";
import { Hydrate } from "./_components/hydrate";
import { readPageBilling, readPageSession } from "./_session";

interface TenantLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** The signed-in frame: messages, react-query with its live updates, and the shell. */
export default async function TenantLayout({ children, params }: TenantLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const session = await readPageSession();
  // The page below knows its own address and redirects with it; a layout is not told which page it frames.
  if (!session) return children;
  const { tenant, tenants, user, role } = session;
  const billing = await readPageBilling(tenant.id);
  const t = getTranslator(locale, "common");
  return (
    <MessagesProvider
      locale={locale}
      messages={pickMessages(
        locale,
        "common",
        "plans",
        "billing",
        "cards",
        "credits",
        "payments",
        "studio",
        "team",
        "upgrade",
        ...(hasTimeMachine() ? (["timeMachine"] as const) : []),
      )}
    >
      <TenantProviders tenantId={tenant.id}>
        <Hydrate seed={(client) => client.setQueryData(billingKey(tenant.id), billing)}>
          <AppShell
            locale={locale}
            workspaceName={<TenantSwitcher current={tenant} tenants={tenants} />}
            planBadge={<PlanBadge tenantId={tenant.id} />}
            user={user}
            signOut={
              <SignOutButton
                label={t("actions.signOut")}
                failedLabel={getTranslator(locale, "billing")("errors.unreachable")}
                className={menuEntry}
              />
            }
            banner={user.emailVerifiedAt ? undefined : <VerifyBanner locale={locale} user={user} />}
          >
            {children}
          </AppShell>
          {hasTimeMachine() && roleAllows(role, "subscription:manage") ? <TimeMachine tenantId={tenant.id} /> : null}
        </Hydrate>
      </TenantProviders>
    </MessagesProvider>
  );
}
