"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { createItem, type ItemResource } from "@/lib/api-client/workspace";
import { useRefreshWorkspace } from "./use-refresh-workspace";

// The contract's limit; its schema itself would bring zod into the page.
const NAME_MAX = 120;

interface CreateItemProps {
  tenantId: string;
  resource: ItemResource;
  /** The plan has no room: the notice above says what to do. */
  isFull: boolean;
}

/** A name and a button: one more of the kind. */
export function CreateItem({ tenantId, resource, isFull }: CreateItemProps) {
  const t = useTranslations("workspace.create");
  const [name, setName] = useState("");
  const refresh = useRefreshWorkspace(tenantId);
  const { mutate, isPending } = useMutation({
    mutationFn: (text: string) => createItem(tenantId, resource, text),
    onSuccess: (item) => {
      setName("");
      toast.success(t("added", { name: item.name }));
    },
    // Also after a refusal: somebody else may have taken the last place meanwhile.
    onSettled: refresh,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && !isPending) mutate(name.trim());
  };

  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <TextField
        className="flex-1"
        hideLabel
        label={t(`label.${resource}`)}
        placeholder={t(`placeholder.${resource}`)}
        value={name}
        maxLength={NAME_MAX}
        disabled={isFull}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" loading={isPending} disabled={isFull || name.trim() === ""}>
        <Plus aria-hidden="true" />
        {t("action")}
      </Button>
    </form>
  );
}
