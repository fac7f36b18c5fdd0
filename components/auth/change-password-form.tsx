"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { PASSWORD_MIN_LENGTH } from "@/lib/auth/password-strength";
import { callApi, type Failure } from "./call-api";
import { FormShell } from "./form-shell";
import { PasswordField } from "./password-field";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { type FormResult, useForm } from "./use-form";

type Field = "current_password" | "new_password";

/** Changes the password of who knows the present one. */
export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations();
  const texts = useAuthTexts();
  const router = useRouter();
  const [saved, setSaved] = useState(false);
  const { pending, errors, failure, formRef, onSubmit } = useForm<Field>(async (value, form) => {
    setSaved(false);
    const errors = fieldErrors({
      current_password: texts.checkKnownPassword(value("current_password")),
      new_password: texts.checkNewPassword(value("new_password"), email),
    });
    if (errors) return { errors };
    const body = { current_password: value("current_password"), new_password: value("new_password") };
    const outcome = await callApi("POST", "/api/v1/me/password", body);
    if (!outcome.ok) return refused(outcome.failure, texts);
    form.reset();
    setSaved(true);
    router.refresh();
    return {};
  });
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      {/* Password managers save under this name; nobody reads it here. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid max-w-sm gap-4">
        <PasswordField
          name="current_password"
          label={t("account.password.current")}
          error={errors.current_password}
          autoComplete="current-password"
        />
        <PasswordField
          name="new_password"
          label={t("account.password.new")}
          hint={t("auth.fields.passwordHint", { count: PASSWORD_MIN_LENGTH })}
          error={errors.new_password}
          autoComplete="new-password"
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="secondary" loading={pending}>
          {t("account.password.save")}
        </Button>
        <span role="status" className="text-accent-text text-sm">
          {saved ? t("account.password.saved") : ""}
        </span>
      </div>
    </FormShell>
  );
}

function refused(failure: Failure, texts: ReturnType<typeof useAuthTexts>): FormResult<Field> {
  if (failure.code === "wrong_password") return { errors: { current_password: texts.wrongPassword } };
  if (failure.code === "weak_password") return { errors: { new_password: texts.weakPassword(failure) } };
  return { failure: texts.describe(failure) };
}
