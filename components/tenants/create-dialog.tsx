"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";

export interface CreateDialogProps {
  title: string;
  lead: string;
  pending: boolean;
  onSubmit: (name: string) => void;
  onClose: () => void;
}

const NAME_MAX = 80;

/** Asks for the name of a new workspace. */
export function CreateDialog({ title, lead, pending, onSubmit, onClose }: CreateDialogProps) {
  const t = useTranslations("team.create");
  const common = useTranslations("common.actions");
  const formId = useId();
  const [name, setName] = useState("");
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim()) onSubmit(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      locked={pending}
      size="sm"
      title={title}
      description={lead}
      closeLabel={common("close")}
      footer={
        <>
          <Button variant="secondary" disabled={pending} onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={formId} loading={pending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <TextField
          label={t("name")}
          autoComplete="off"
          maxLength={NAME_MAX}
          value={name}
          error={isChecked && !name.trim() ? t("nameMissing") : undefined}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
