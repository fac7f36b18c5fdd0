"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { callApi } from "./call-api";
import { FormShell } from "./form-shell";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { useForm } from "./use-form";

/** Asks for an address; what it says afterwards is the same whether or not there is an account. */
export function ForgotPasswordForm() {
  const t = useTranslations("auth");
  const texts = useAuthTexts();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { pending, errors, failure, formRef, onSubmit } = useForm<"email">(async (value) => {
    const email = value("email").trim();
    const errors = fieldErrors({ email: texts.checkEmail(email) });
    if (errors) return { errors };
    const outcome = await callApi("POST", "/api/v1/auth/forgot-password", { email });
    if (!outcome.ok) return { failure: texts.describe(outcome.failure) };
    setSentTo(email);
    return {};
  });
  if (sentTo !== null) {
    return (
      <div className="grid gap-4">
        <Alert tone="success" title={t("forgot.sentTitle")} assertive>
          <span className="wrap-anywhere">{t("forgot.sent", { email: sentTo })}</span>
        </Alert>
        <Button variant="secondary" block onClick={() => setSentTo(null)}>
          {t("forgot.again")}
        </Button>
      </div>
    );
  }
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      <TextField
        name="email"
        type="email"
        label={t("fields.email")}
        error={errors.email}
        autoComplete="username"
        inputMode="email"
        required
      />
      <Button type="submit" block loading={pending}>
        {t("forgot.submit")}
      </Button>
    </FormShell>
  );
}
