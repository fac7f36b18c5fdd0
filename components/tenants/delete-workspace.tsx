"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { ConfirmDialog } from "@/components/team/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { deleteTenant } from "@/lib/api-client/team";

/** Deletes the workspace, once its name was typed: billing stops first, and nothing is deleted when it can't. */
export function DeleteWorkspace({ tenantId, name }: { tenantId: string; name: string }) {
  const t = useTranslations("team.delete");
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const { mutateAsync } = useMutation({
    mutationFn: () => deleteTenant(tenantId, typed.trim()),
    meta: { shownInPlace: ["not_confirmed"] },
    onSuccess: () => window.location.assign("/studio"),
    onError: () => setWrong(typed.trim() !== name),
  });
  return (
    <Card aria-labelledby="delete-workspace">
      <CardHeader id="delete-workspace" title={t("title")} description={t("lead")} />
      <CardBody>
        <Button variant="danger" onClick={() => setOpen(true)}>
          {t("button")}
        </Button>
      </CardBody>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t("confirmTitle", { workspace: name })}
        description={t("body")}
        confirmLabel={t("confirm")}
        danger
        onConfirm={() => mutateAsync()}
      >
        <TextField
          label={t("typeName", { workspace: name })}
          autoComplete="off"
          value={typed}
          error={isWrong ? t("mismatch") : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      </ConfirmDialog>
    </Card>
  );
}
