"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { CreateDialog } from "@/components/tenants/create-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { childrenKey, childrenQuery, createChild, detachChild } from "@/lib/api-client/team";
import type { ChildTenantDto } from "@/lib/contracts/tenants";
import { ConfirmDialog } from "./confirm-dialog";

/** The workspaces that share this one's plan. */
export function ChildList({ tenantId }: { tenantId: string }) {
  const t = useTranslations("team.children");
  const { day } = useFormat();
  const client = useQueryClient();
  const { data } = useQuery(childrenQuery(tenantId));
  const [isCreating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<ChildTenantDto | null>(null);
  const children = data?.data ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: childrenKey(tenantId) });
  const create = useMutation({
    mutationFn: (name: string) => createChild(tenantId, name),
    onSuccess: ({ name }) => {
      toast.success(t("created", { name }));
      setCreating(false);
      return refresh();
    },
  });
  const detach = useMutation({
    mutationFn: ({ id }: ChildTenantDto) => detachChild(tenantId, id),
    onSuccess: (_nothing, { name }) => {
      toast.success(t("detached", { name }));
      return refresh();
    },
  });
  return (
    <Card aria-labelledby="children">
      <CardHeader
        id="children"
        title={t("title")}
        description={t("lead")}
        action={
          <Button size="sm" variant="secondary" onClick={() => setCreating(true)}>
            {t("create")}
          </Button>
        }
      />
      {children.length > 0 ? (
        <div className="pt-3 pb-2">
          <Table caption={t("caption")}>
            <TableHead>
              <TableRow>
                <TableHeading>{t("name")}</TableHeading>
                <TableHeading numeric>{t("members")}</TableHeading>
                <TableHeading>{t("since")}</TableHeading>
                <TableHeading />
              </TableRow>
            </TableHead>
            <TableBody>
              {children.map((child) => (
                <TableRow key={child.id}>
                  <TableCell className="font-medium">{child.name}</TableCell>
                  <TableCell numeric>{child.members}</TableCell>
                  <TableCell className="whitespace-nowrap text-muted">{day(child.created_at)}</TableCell>
                  <TableCell className="text-right">
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={t("detachLabel", { name: child.name })}
                      onClick={() => setLeaving(child)}
                    >
                      {t("detach")}
                    </Button>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      ) : (
        <CardBody className="text-muted text-sm">{t("empty")}</CardBody>
      )}
      {isCreating ? (
        <CreateDialog
          title={t("createTitle")}
          lead={t("lead")}
          pending={create.isPending}
          onSubmit={(name) => create.mutate(name)}
          onClose={() => setCreating(false)}
        />
      ) : null}
      {leaving ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => (open ? undefined : setLeaving(null))}
          title={t("detachTitle", { name: leaving.name })}
          description={t("detachBody")}
          confirmLabel={t("detach")}
          onConfirm={() => detach.mutateAsync(leaving)}
        />
      ) : null}
    </Card>
  );
}
