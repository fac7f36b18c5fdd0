"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { invitationsKey, invitationsQuery, inviteMember, revokeInvitation } from "@/lib/api-client/team";
import type { InvitationDto } from "@/lib/contracts/members";

/** Who is invited and has not come yet, each with the ways to send the link again and to take it back. */
export function InvitationList({ tenantId }: { tenantId: string }) {
  const t = useTranslations("team.invitations");
  const { data } = useQuery(invitationsQuery(tenantId));
  const invitations = data?.data ?? [];
  return (
    <Card aria-labelledby="invited">
      <CardHeader id="invited" title={t("title")} description={invitations.length > 0 ? t("lead") : undefined} />
      {invitations.length > 0 ? (
        <div className="pt-3 pb-2">
          <Table caption={t("caption")}>
            <TableHead>
              <TableRow>
                <TableHeading>{t("email")}</TableHeading>
                <TableHeading>{t("role")}</TableHeading>
                <TableHeading>{t("until")}</TableHeading>
                <TableHeading />
              </TableRow>
            </TableHead>
            <TableBody>
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} tenantId={tenantId} invitation={invitation} />
              ))}
            </TableBody>
          </Table>
        </div>
      ) : (
        <CardBody className="text-muted text-sm">{t("empty")}</CardBody>
      )}
    </Card>
  );
}

function InvitationRow({ tenantId, invitation }: { tenantId: string; invitation: InvitationDto }) {
  const t = useTranslations("team");
  const { day } = useFormat();
  const client = useQueryClient();
  const { id, email, role, expires_at: expiresAt, expired } = invitation;
  const refresh = () => client.invalidateQueries({ queryKey: invitationsKey(tenantId) });
  const resend = useMutation({
    mutationFn: () => inviteMember(tenantId, { email, role }),
    onSuccess: () => {
      toast.success(t("invite.sent", { email }));
      return refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: () => revokeInvitation(tenantId, id),
    onSuccess: () => {
      toast.success(t("invitations.revoked", { email }));
      return refresh();
    },
  });
  return (
    <TableRow>
      <TableCell className="min-w-48 break-all font-medium">{email}</TableCell>
      <TableCell>{t(`roles.${role}`)}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {expired ? <Badge tone="warning">{t("invitations.expired")}</Badge> : day(expiresAt)}
      </TableCell>
      <TableCell className="text-right">
        <span className="inline-flex gap-2">
          <Button
            size="sm"
            variant="secondary"
            loading={resend.isPending}
            aria-label={t("invitations.resendLabel", { email })}
            onClick={() => resend.mutate()}
          >
            {t("invitations.resend")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            loading={revoke.isPending}
            aria-label={t("invitations.revokeLabel", { email })}
            onClick={() => revoke.mutate()}
          >
            {t("invitations.revoke")}
          </Button>
        </span>
      </TableCell>
    </TableRow>
  );
}
