"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { apiKeysKey, apiKeysQuery, revokeApiKey } from "@/lib/api-client/api-keys";
import type { ApiKey } from "@/lib/api-client/api-types";
import type { Permission } from "@/lib/tenants/permissions";
import { CreateKeyDialog } from "./create-key-dialog";

export interface KeyListProps {
  tenantId: string;
  scopes: Permission[];
  canCreate: boolean;
}

/** The workspace's keys, with the ways to make and to revoke them. */
export function KeyList({ tenantId, scopes, canCreate }: KeyListProps) {
  const t = useTranslations("developers");
  const client = useQueryClient();
  const { data } = useQuery(apiKeysQuery(tenantId));
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = data?.data ?? [];
  const revoke = useMutation({
    mutationFn: ({ id }: ApiKey) => revokeApiKey(tenantId, id),
    onSuccess: (_nothing, { name }) => {
      toast.success(t("revoke.done", { name }));
      return client.invalidateQueries({ queryKey: apiKeysKey(tenantId) });
    },
  });
  return (
    <Card aria-labelledby="keys">
      <CardHeader
        id="keys"
        title={t("keys.title")}
        description={t("keys.lead")}
        action={
          canCreate ? (
            <Button size="sm" onClick={() => setCreating(true)}>
              {t("keys.create")}
            </Button>
          ) : undefined
        }
      />
      {keys.length > 0 ? (
        <KeyTable keys={keys} onRevoke={setRevoking} />
      ) : (
        <CardBody className="text-muted text-sm">{t("keys.empty")}</CardBody>
      )}
      {isCreating ? <CreateKeyDialog tenantId={tenantId} scopes={scopes} onClose={() => setCreating(false)} /> : null}
      {revoking ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => (open ? undefined : setRevoking(null))}
          title={t("revoke.title", { name: revoking.name })}
          description={t("revoke.body")}
          confirmLabel={t("revoke.confirm")}
          danger
          onConfirm={() => revoke.mutateAsync(revoking)}
        />
      ) : null}
    </Card>
  );
}

function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const t = useTranslations("developers");
  const { day, moment } = useFormat();
  return (
    <div className="pt-3 pb-2">
      <Table caption={t("keys.caption")}>
        <TableHead>
          <TableRow>
            <TableHeading>{t("keys.name")}</TableHeading>
            <TableHeading>{t("keys.scopes")}</TableHeading>
            <TableHeading>{t("keys.created")}</TableHeading>
            <TableHeading>{t("keys.used")}</TableHeading>
            <TableHeading>
              <span className="sr-only">{t("keys.actions")}</span>
            </TableHeading>
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.map((key) => (
            <TableRow key={key.id}>
              <TableCell>
                <span className="block font-medium">{key.name}</span>
                <code className="text-[0.8125rem] text-muted">{key.prefix}…</code>
              </TableCell>
              <TableCell className="max-w-64 text-[0.8125rem] text-muted">{key.scopes.join(", ")}</TableCell>
              <TableCell className="whitespace-nowrap text-muted">
                {t("keys.createdBy", { date: day(key.created_at), name: key.created_by.name })}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted">
                {key.last_used_at ? moment(key.last_used_at) : t("keys.never")}
              </TableCell>
              <TableCell className="text-right">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("revoke.label", { name: key.name })}
                  onClick={() => onRevoke(key)}
                >
                  {t("revoke.action")}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
