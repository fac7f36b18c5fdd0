"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { changeItem } from "@/lib/api-client/workspace";
import type { ItemDto } from "@/lib/contracts/workspace";
import { useRefreshWorkspace } from "./use-refresh-workspace";

const NAME_MAX = 120;

export interface ItemDialogProps {
  tenantId: string;
  item: ItemDto;
  onClose: () => void;
}

/** Gives an item another name. */
export function RenameItem({ tenantId, item, onClose }: ItemDialogProps) {
  const t = useTranslations("workspace.item");
  const form = useId();
  const [name, setName] = useState(item.name);
  const refresh = useRefreshWorkspace(tenantId);
  const { mutate, isPending } = useMutation({
    mutationFn: (text: string) => changeItem(tenantId, item, { name: text }),
    onSuccess: onClose,
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) mutate(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t("renameTitle", { name: item.name })}
      closeLabel={t("close")}
      footer={
        <Button type="submit" form={form} loading={isPending} disabled={name.trim() === ""}>
          {t("save")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t("name")}
          value={name}
          maxLength={NAME_MAX}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
