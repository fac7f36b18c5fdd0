"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Lock, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { changeItem } from "@/lib/api-client/workspace";
import type { ItemDto } from "@/lib/contracts/workspace";
import { DeleteItem } from "./delete-item";
import { RenameItem } from "./rename-item";
import { useRefreshWorkspace } from "./use-refresh-workspace";

interface ItemRowProps {
  tenantId: string;
  item: ItemDto;
  canWrite: boolean;
}

/** One item with what can be done to it. */
export function ItemRow({ tenantId, item, canWrite }: ItemRowProps) {
  const t = useTranslations("workspace.list");
  const { day } = useFormat();
  const when = item.archived_at
    ? t("archivedOn", { date: day(item.archived_at) })
    : t("since", { date: day(item.created_at) });
  return (
    <li className="flex items-center gap-3 px-5 py-3">
      <div className="min-w-0 flex-1">
        <p className={item.locked ? "truncate font-medium text-muted" : "truncate font-medium"}>{item.name}</p>
        <p className="text-[0.8125rem] text-muted">{when}</p>
      </div>
      {item.locked ? (
        <Badge tone="warning">
          <Lock aria-hidden="true" />
          {t("locked")}
        </Badge>
      ) : null}
      {canWrite ? <Actions tenantId={tenantId} item={item} /> : null}
    </li>
  );
}

function Actions({ tenantId, item }: Omit<ItemRowProps, "canWrite">) {
  const t = useTranslations("workspace");
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const refresh = useRefreshWorkspace(tenantId);
  const isArchived = item.archived_at !== null;
  const { mutate, isPending } = useMutation({
    mutationFn: (archived: boolean) => changeItem(tenantId, item, { archived }),
    onSuccess: ({ archived_at, name }) =>
      toast.success(archived_at ? t("item.archived", { name }) : t("item.restored", { name })),
    onSettled: refresh,
  });
  const close = () => setDialog(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            loading={isPending}
            aria-label={t("list.actions", { name: item.name })}
          >
            <MoreHorizontal aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem disabled={item.locked} onSelect={() => setDialog("rename")}>
          <Pencil aria-hidden="true" />
          {t("item.rename")}
        </MenuItem>
        <MenuItem onSelect={() => mutate(!isArchived)}>
          {isArchived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />}
          {isArchived ? t("item.restore") : t("item.archive")}
        </MenuItem>
        <MenuItem danger onSelect={() => setDialog("delete")}>
          <Trash2 aria-hidden="true" />
          {t("item.delete")}
        </MenuItem>
      </DropdownMenu>
      {dialog === "rename" ? <RenameItem tenantId={tenantId} item={item} onClose={close} /> : null}
      {dialog === "delete" ? <DeleteItem tenantId={tenantId} item={item} onClose={close} /> : null}
    </>
  );
}
