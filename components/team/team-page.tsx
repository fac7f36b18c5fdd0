"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DeleteWorkspace } from "@/components/tenants/delete-workspace";
import { WorkspaceSettings } from "@/components/tenants/workspace-settings";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { leaveTenant, membersQuery } from "@/lib/api-client/team";
import type { MemberDto } from "@/lib/contracts/members";
import type { TenantDto } from "@/lib/contracts/tenants";
import { ChildList } from "./child-list";
import { ConfirmDialog } from "./confirm-dialog";
import { InvitationList } from "./invitation-list";
import { InviteDialog } from "./invite-dialog";
import { MemberList } from "./member-list";

export interface TeamPageProps {
  tenant: TenantDto;
  /** May invite, remove and change roles. */
  canManage: boolean;
  /** The plan has room for workspaces below this one. */
  hasHierarchy: boolean;
}

/** Who works here and what each may do; who may not change it reads whom to ask. */
export function TeamPage({ tenant, canManage, hasHierarchy }: TeamPageProps) {
  const t = useTranslations("team");
  const { data } = useQuery(membersQuery(tenant.id));
  const members = data?.data ?? [];
  const isOwner = tenant.role === "owner";
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead", { workspace: tenant.name })}
        actions={canManage ? <InviteDialog tenantId={tenant.id} /> : undefined}
      />
      <div className="grid grid-cols-1 gap-5">
        <Card aria-labelledby="members">
          <CardHeader
            id="members"
            title={t("members.title")}
            description={canManage ? t("members.lead", { count: members.length }) : <AskWhom members={members} />}
          />
          <div className="pt-3 pb-2">
            <MemberList tenantId={tenant.id} members={members} canManage={canManage} isOwner={isOwner} />
          </div>
        </Card>
        {canManage ? <InvitationList tenantId={tenant.id} /> : null}
        {canManage && hasHierarchy && !tenant.parent ? <ChildList tenantId={tenant.id} /> : null}
        {canManage ? <WorkspaceSettings tenant={tenant} /> : null}
        <Leave tenant={tenant} />
        {isOwner ? <DeleteWorkspace tenantId={tenant.id} name={tenant.name} /> : null}
      </div>
    </>
  );
}

function AskWhom({ members }: { members: MemberDto[] }) {
  const t = useTranslations("team.members");
  const able = members.filter(({ role }) => role === "owner" || role === "admin");
  return t("askWhom", { names: able.map(({ name, email }) => `${name} (${email})`).join(", ") });
}

function Leave({ tenant }: { tenant: TenantDto }) {
  const t = useTranslations("team.leave");
  const [open, setOpen] = useState(false);
  const { mutateAsync } = useMutation({
    mutationFn: () => leaveTenant(tenant.id),
    onSuccess: () => window.location.assign("/studio"),
  });
  const isOwner = tenant.role === "owner";
  return (
    <Card aria-labelledby="leave">
      <CardHeader id="leave" title={t("title")} description={isOwner ? t("owner") : t("lead")} />
      <CardBody className={isOwner ? "pt-0" : undefined}>
        {isOwner ? null : (
          <Button variant="secondary" onClick={() => setOpen(true)}>
            {t("button")}
          </Button>
        )}
      </CardBody>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t("confirmTitle", { workspace: tenant.name })}
        description={t("lead")}
        confirmLabel={t("confirm")}
        danger
        onConfirm={() => mutateAsync()}
      />
    </Card>
  );
}
