"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { type ItemResource, usageQuery } from "@/lib/api-client/workspace";
import type { UsageSummaryDto } from "@/lib/contracts/usage";
import { CreateItem } from "./create-item";
import { ItemList } from "./item-list";
import { LimitNotice } from "./limit-notice";
import { ResourceNav } from "./resource-nav";
import { WorkspaceSkeleton } from "./workspace-skeleton";

export interface WorkspacePageProps {
  tenantId: string;
  resource: ItemResource;
  /** Whether the reader's role may choose a better plan. */
  canManage: boolean;
}

/** The counted things of a workspace, one kind at a time, against what the plan allows. */
export function WorkspacePage(props: WorkspacePageProps) {
  const { data: usage } = useQuery(usageQuery(props.tenantId));
  return usage ? <LoadedWorkspace {...props} usage={usage} /> : <WorkspaceSkeleton />;
}

function LoadedWorkspace({ tenantId, resource, canManage, usage }: WorkspacePageProps & { usage: UsageSummaryDto }) {
  const t = useTranslations("workspace");
  const shown = usage.resources.find((each) => each.resource === resource);
  const canWrite = usage.mode === "full" || usage.mode === "grace";
  const isFull = shown?.limit != null && shown.used >= shown.limit;
  return (
    <div className="grid gap-6">
      <PageHeader className="pb-0" title={t("title")} description={t("description")} />
      <ResourceNav resources={usage.resources} current={resource} />
      {canWrite ? null : (
        <Alert
          tone="warning"
          title={t("readOnly.title")}
          action={
            <ButtonLink href="/billing" size="sm" variant="secondary">
              {t("readOnly.action")}
            </ButtonLink>
          }
        >
          {t("readOnly.body")}
        </Alert>
      )}
      {canWrite && isFull && shown ? <LimitNotice usage={shown} resource={resource} canManage={canManage} /> : null}
      {canWrite ? <CreateItem key={resource} tenantId={tenantId} resource={resource} isFull={isFull} /> : null}
      <ItemList key={`list-${resource}`} tenantId={tenantId} resource={resource} canWrite={canWrite} />
    </div>
  );
}
