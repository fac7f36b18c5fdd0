"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRightLeft, Ellipsis, UserMinus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { Select } from "@/components/ui/select";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { changeRole, type GivenRole, membersKey, removeMember, transferTenant } from "@/lib/api-client/team";
import type { MemberDto } from "@/lib/contracts/members";
import { ConfirmDialog } from "./confirm-dialog";

export const GIVEN_ROLES: GivenRole[] = ["member", "billing", "admin"];

export interface MemberListProps {
  tenantId: string;
  members: MemberDto[];
  canManage: boolean;
  /** Whether the reader may hand the workspace over. */
  isOwner: boolean;
}

type Asked = { about: "remove" | "transfer"; member: MemberDto } | null;

/** Who belongs here: read by everyone, changed by owner and admins. */
export function MemberList({ tenantId, members, canManage, isOwner }: MemberListProps) {
  const t = useTranslations("team.members");
  const { day } = useFormat();
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <>
      <Table caption={t("caption")}>
        <TableHead>
          <TableRow>
            <TableHeading>{t("name")}</TableHeading>
            <TableHeading>{t("role")}</TableHeading>
            <TableHeading>{t("joined")}</TableHeading>
            {canManage ? (
              <TableHeading>
                <span className="sr-only">{t("actions")}</span>
              </TableHeading>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.user_id}>
              <TableCell className="min-w-48">
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  {member.name} {member.is_you ? <Badge tone="accent">{t("you")}</Badge> : null}
                </span>
                <span className="block break-all text-muted">{member.email}</span>
              </TableCell>
              <TableCell className="min-w-36">
                <RoleCell tenantId={tenantId} member={member} canManage={canManage} />
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted">{day(member.joined_at)}</TableCell>
              {canManage ? (
                <TableCell className="text-right">
                  <MemberMenu member={member} isOwner={isOwner} onAsk={(about) => setAsked({ about, member })} />
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <MemberQuestion tenantId={tenantId} asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function RoleCell({
  tenantId,
  member,
  canManage,
}: Pick<MemberListProps, "tenantId" | "canManage"> & { member: MemberDto }) {
  const t = useTranslations("team");
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (role: GivenRole) => changeRole(tenantId, member.user_id, role),
    onSuccess: (next, role) => {
      client.setQueryData(membersKey(tenantId), next);
      toast.success(t("members.roleChanged", { name: member.name, role: t(`roles.${role}`) }));
    },
  });
  if (!canManage || member.role === "owner" || member.is_you) return <span>{t(`roles.${member.role}`)}</span>;
  return (
    <Select
      aria-label={t("members.roleOf", { name: member.name })}
      value={member.role}
      disabled={isPending}
      onChange={(event) => {
        const role = GIVEN_ROLES.find((each) => each === event.target.value);
        if (role) mutate(role);
      }}
    >
      {GIVEN_ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`roles.${role}`)}
        </option>
      ))}
    </Select>
  );
}

interface MemberMenuProps {
  member: MemberDto;
  isOwner: boolean;
  onAsk: (about: "remove" | "transfer") => void;
}

function MemberMenu({ member, isOwner, onAsk }: MemberMenuProps) {
  const t = useTranslations("team.members");
  if (member.role === "owner" || member.is_you) return null;
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t("more", { name: member.name })}>
          <Ellipsis aria-hidden="true" />
        </Button>
      }
    >
      {isOwner ? (
        <MenuItem onSelect={() => onAsk("transfer")}>
          <ArrowRightLeft aria-hidden="true" /> {t("transfer")}
        </MenuItem>
      ) : null}
      <MenuItem danger onSelect={() => onAsk("remove")}>
        <UserMinus aria-hidden="true" /> {t("remove")}
      </MenuItem>
    </DropdownMenu>
  );
}

function MemberQuestion({ tenantId, asked, onClose }: { tenantId: string; asked: Asked; onClose: () => void }) {
  const t = useTranslations("team");
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: async ({ about, member }: NonNullable<Asked>) => {
      await (about === "remove" ? removeMember : transferTenant)(tenantId, member.user_id);
    },
    onSuccess: async (_nothing, { about, member }) => {
      toast.success(t(`${about}.done`, { name: member.name }));
      // What the reader may do has changed with it: the page is made anew.
      if (about === "transfer") window.location.reload();
      else await client.invalidateQueries({ queryKey: membersKey(tenantId) });
    },
  });
  if (!asked) return null;
  const { about, member } = asked;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(`${about}.title`, { name: member.name })}
      description={t(`${about}.body`, { name: member.name })}
      confirmLabel={t(`${about}.confirm`)}
      danger={about === "remove"}
      onConfirm={() => mutateAsync(asked)}
    />
  );
}
