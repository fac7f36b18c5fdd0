"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { renameTenant } from "@/lib/api-client/team";
import type { TenantDto } from "@/lib/contracts/tenants";

const NAME_MAX = 80;

/** The workspace's name, and who pays for it where somebody else does. */
export function WorkspaceSettings({ tenant }: { tenant: TenantDto }) {
  const t = useTranslations("team");
  const router = useRouter();
  const [name, setName] = useState(tenant.name);
  const { mutate, isPending } = useMutation({
    mutationFn: () => renameTenant(tenant.id, name.trim()),
    onSuccess: () => {
      toast.success(t("settings.saved"));
      // The name also stands in the frame, which the server renders.
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) mutate();
  };
  return (
    <Card aria-labelledby="settings">
      <CardHeader
        id="settings"
        title={t("settings.title")}
        description={tenant.parent ? t("settings.belowParent", { parent: tenant.parent.name }) : t("settings.lead")}
      />
      <CardBody>
        <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-3">
          <TextField
            label={t("settings.name")}
            autoComplete="off"
            maxLength={NAME_MAX}
            value={name}
            error={name.trim() ? undefined : t("create.nameMissing")}
            onChange={(event) => setName(event.target.value)}
            className="w-full max-w-sm"
          />
          <Button type="submit" variant="secondary" loading={isPending} disabled={name.trim() === tenant.name}>
            {t("settings.save")}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
