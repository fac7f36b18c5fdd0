import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { TeamPage } from "@/components/team/team-page";
import { childrenKey, invitationsKey, membersKey } from "@/lib/api-client/team";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { hasFeature } from "@/lib/entitlements/require-feature";
import { isLocale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { listChildren } from "@/lib/tenants/list-children";
import { listInvitations } from "@/lib/tenants/list-invitations";
import { listMembers } from "@/lib/tenants/list-members";
import { roleAllows } from "@/lib/tenants/permissions";
import { readTenant } from "@/lib/tenants/read-tenant";
import { Hydrate } from "../_components/hydrate";
import { requirePageSession } from "../_session";

interface TeamRouteProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: TeamRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "team")("title") } : {};
}

/** Members, invitations, the workspaces below, and the workspace's own settings. */
export default async function TeamRoute({ params }: TeamRouteProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { tenant, role, user } = await requirePageSession("/team");
  const canManage = roleAllows(role, "members:manage");
  const [shown, members, entitlement, invitations, children] = await Promise.all([
    readTenant(tenant.id, role),
    listMembers(tenant.id, user.id),
    readEntitlement(database(), tenant.id),
    canManage ? listInvitations(tenant.id) : null,
    canManage ? listChildren(tenant.id) : null,
  ]);
  return (
    <MessagesProvider locale={locale} messages={pickMessages(locale, "common", "team")}>
      <Hydrate
        seed={(client) => {
          client.setQueryData(membersKey(tenant.id), { data: members });
          if (invitations) client.setQueryData(invitationsKey(tenant.id), { data: invitations });
          if (children) client.setQueryData(childrenKey(tenant.id), { data: children });
        }}
      >
        <TeamPage tenant={shown} canManage={canManage} hasHierarchy={hasFeature(entitlement, "hierarchy")} />
      </Hydrate>
    </MessagesProvider>
  );
}
