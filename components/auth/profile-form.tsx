"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { callApi } from "./call-api";
import { FormShell } from "./form-shell";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { useForm } from "./use-form";

/** The person's name. */
export function ProfileForm({ name }: { name: string }) {
  const t = useTranslations();
  const texts = useAuthTexts();
  const router = useRouter();
  const [saved, setSaved] = useState(false);
  const { pending, errors, failure, formRef, onSubmit } = useForm<"name">(async (value) => {
    setSaved(false);
    const errors = fieldErrors({ name: texts.checkName(value("name")) });
    if (errors) return { errors };
    const outcome = await callApi("PATCH", "/api/v1/me", { name: value("name") });
    if (!outcome.ok) {
      if (outcome.failure.code === "invalid_request") return { errors: texts.invalidFields(outcome.failure) };
      return { failure: texts.describe(outcome.failure) };
    }
    setSaved(true);
    router.refresh();
    return {};
  });
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      <TextField
        name="name"
        label={t("auth.fields.name")}
        error={errors.name}
        defaultValue={name}
        autoComplete="name"
        required
        className="max-w-sm"
      />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="secondary" loading={pending}>
          {t("account.profile.save")}
        </Button>
        <span role="status" className="text-accent-text text-sm">
          {saved ? t("account.profile.saved") : ""}
        </span>
      </div>
    </FormShell>
  );
}
