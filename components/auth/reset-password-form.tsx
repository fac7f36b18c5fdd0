"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PASSWORD_MIN_LENGTH } from "@/lib/auth/password-strength";
import { callApi } from "./call-api";
import { FormShell } from "./form-shell";
import { PasswordField } from "./password-field";
import { TextLink } from "./text-link";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { useForm } from "./use-form";

/** Sets a new password by the token of the mail, then leads to the sign-in page. */
export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations("auth");
  const texts = useAuthTexts();
  const [isSpent, setSpent] = useState(false);
  const { pending, errors, failure, formRef, onSubmit } = useForm<"password">(async (value) => {
    const password = value("password");
    // Only the server knows whose link this is; the rest can be said before sending.
    const errors = fieldErrors({ password: texts.checkNewPassword(password, "") });
    if (errors) return { errors };
    const outcome = await callApi("POST", "/api/v1/auth/reset-password", { token, password });
    if (outcome.ok) {
      window.location.replace("/sign-in?notice=password-changed");
      return { leaving: true };
    }
    if (outcome.failure.code === "weak_password") return { errors: { password: texts.weakPassword(outcome.failure) } };
    setSpent(outcome.failure.code === "invalid_token");
    return { failure: texts.describe(outcome.failure) };
  });
  if (isSpent) {
    return (
      <Alert tone="warning" title={failure?.title ?? t("errors.invalidToken")} assertive>
        {t("errors.invalidTokenHint")} <TextLink href="/forgot-password">{t("reset.ask")}</TextLink>
      </Alert>
    );
  }
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      <PasswordField
        name="password"
        label={t("fields.newPassword")}
        hint={t("fields.passwordHint", { count: PASSWORD_MIN_LENGTH })}
        error={errors.password}
        autoComplete="new-password"
      />
      <Button type="submit" block loading={pending}>
        {t("reset.submit")}
      </Button>
    </FormShell>
  );
}
