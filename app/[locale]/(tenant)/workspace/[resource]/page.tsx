import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { WorkspacePage } from "@/components/workspace/workspace-page";
import { WorkspaceSkeleton } from "@/components/workspace/workspace-skeleton";
import { firstPage } from "@/lib/api-client/pages";
import { ITEMS_PER_PAGE, itemsKey, usageKey } from "@/lib/api-client/workspace";
import { database } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { type ItemResource, isItemResource } from "@/lib/quotas/item-resource";
import { readUsageSummary } from "@/lib/quotas/read-usage-summary";
import { roleAllows } from "@/lib/tenants/permissions";
import { listWorkspaceItems } from "@/lib/workspace/list-workspace-items";
import { Hydrate } from "../../_components/hydrate";
import { type PageSession, requirePageSession } from "../../_session";

interface WorkspaceRouteProps {
  params: Promise<{ locale: string; resource: string }>;
}

export async function generateMetadata({ params }: WorkspaceRouteProps): Promise<Metadata> {
  const { locale, resource } = await params;
  if (!isLocale(locale) || !isItemResource(resource)) return {};
  return { title: getTranslator(locale, "workspace")(`kinds.${resource}`) };
}

/** One kind of the workspace's things. */
export default async function WorkspaceRoute({ params }: WorkspaceRouteProps) {
  const { locale, resource } = await params;
  if (!isLocale(locale) || !isItemResource(resource)) notFound();
  const session = await requirePageSession(`/workspace/${resource}`);
  return (
    <MessagesProvider locale={locale} messages={pickMessages(locale, "common", "billing", "workspace")}>
      <Suspense fallback={<WorkspaceSkeleton />}>
        <Workspace session={session} resource={resource} />
      </Suspense>
    </MessagesProvider>
  );
}

interface WorkspaceProps {
  session: PageSession;
  resource: ItemResource;
}

async function Workspace({ session: { tenant, role }, resource }: WorkspaceProps) {
  const [usage, items] = await Promise.all([
    readUsageSummary(database(), tenant.id),
    listWorkspaceItems(database(), tenant.id, resource, { archived: false, limit: ITEMS_PER_PAGE }),
  ]);
  return (
    <Hydrate
      seed={(client) => {
        client.setQueryData(usageKey(tenant.id), usage);
        client.setQueryData(itemsKey(tenant.id, resource, false), firstPage(items));
      }}
    >
      <WorkspacePage tenantId={tenant.id} resource={resource} canManage={roleAllows(role, "subscription:manage")} />
    </Hydrate>
  );
}
