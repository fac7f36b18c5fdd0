"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckboxField, TextField } from "@/components/ui/field";
import { apiKeysKey, createApiKey } from "@/lib/api-client/api-keys";
import type { CreateApiKeyInput } from "@/lib/api-client/api-types";
import type { Permission } from "@/lib/tenants/permissions";
import { NewKey } from "./new-key";

export interface CreateKeyDialogProps {
  tenantId: string;
  scopes: Permission[];
  onClose: () => void;
}

const NAME_MAX = 80;

/** Asks for a name and scopes, then shows the key for the only time. */
export function CreateKeyDialog({ tenantId, scopes, onClose }: CreateKeyDialogProps) {
  const t = useTranslations("developers.create");
  const shown = useTranslations("developers.shown");
  const common = useTranslations("common.actions");
  const client = useQueryClient();
  const form = useId();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const { mutate, isPending, data } = useMutation({
    mutationFn: (body: CreateApiKeyInput) => createApiKey(tenantId, body),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysKey(tenantId) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const picked = scopes.filter((scope) => chosen.has(scope)) as CreateApiKeyInput["scopes"];
    if (name.trim() !== "" && picked.length > 0) mutate({ name, scopes: picked });
  };
  if (data)
    return (
      <Dialog
        open
        // An idle click beside the dialog must not lose what is never shown again.
        locked
        onOpenChange={onClose}
        title={shown("title")}
        description={shown("lead")}
        closeLabel={common("close")}
        footer={<Button onClick={onClose}>{shown("done")}</Button>}
      >
        <NewKey apiKey={data.key} tenantId={tenantId} />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      locked={isPending}
      title={t("title")}
      description={t("lead")}
      closeLabel={common("close")}
      footer={
        <>
          <Button variant="secondary" disabled={isPending} onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={form} loading={isPending}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-5" noValidate>
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          error={isChecked && name.trim() === "" ? t("noName") : undefined}
          value={name}
          maxLength={NAME_MAX}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-medium text-sm">{t("scopes")}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {scopes.map((scope) => (
              <CheckboxField
                key={scope}
                label={<code>{scope}</code>}
                checked={chosen.has(scope)}
                onChange={(event) => setChosen(withScope(chosen, scope, event.target.checked))}
              />
            ))}
          </div>
          {isChecked && chosen.size === 0 ? (
            <p role="alert" className="text-[0.8125rem] text-danger-text">
              {t("noScope")}
            </p>
          ) : null}
        </fieldset>
      </form>
    </Dialog>
  );
}

function withScope(chosen: ReadonlySet<Permission>, scope: Permission, isChosen: boolean): Set<Permission> {
  const next = new Set(chosen);
  if (isChosen) next.add(scope);
  else next.delete(scope);
  return next;
}
