"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { deleteItem } from "@/lib/api-client/workspace";
import type { ItemDialogProps } from "./rename-item";
import { useRefreshWorkspace } from "./use-refresh-workspace";

/** Asks before an item is gone for good. */
export function DeleteItem({ tenantId, item, onClose }: ItemDialogProps) {
  const t = useTranslations("workspace.item");
  const refresh = useRefreshWorkspace(tenantId);
  const { mutate, isPending } = useMutation({
    mutationFn: () => deleteItem(tenantId, item),
    onSuccess: () => {
      toast.success(t("deleted", { name: item.name }));
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t("deleteTitle", { name: item.name })}
      closeLabel={t("close")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button variant="danger" loading={isPending} onClick={() => mutate()}>
            {t("deleteConfirm")}
          </Button>
        </>
      }
    >
      <p className="text-sm">{t("deleteBody")}</p>
    </Dialog>
  );
}
