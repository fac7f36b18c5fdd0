"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { callApi, type Failure } from "./call-api";
import { FormShell } from "./form-shell";
import { PasswordField } from "./password-field";
import { TextLink } from "./text-link";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { useForm } from "./use-form";

interface SignInFormProps {
  /** A page of this site, checked by the server. */
  returnTo: string;
}

/** Email and password; afterwards a new document, so that nothing of the signed-out pages is reused. */
export function SignInForm({ returnTo }: SignInFormProps) {
  const t = useTranslations("auth");
  const texts = useAuthTexts();
  const { pending, errors, failure, formRef, onSubmit } = useForm<"email" | "password">(async (value) => {
    const errors = fieldErrors({
      email: texts.checkEmail(value("email")),
      password: texts.checkKnownPassword(value("password")),
    });
    if (errors) return { errors };
    const body = { email: value("email"), password: value("password") };
    const outcome = await callApi("POST", "/api/v1/auth/sign-in", body);
    if (!outcome.ok) return { failure: texts.describe(signInFailure(outcome.failure)) };
    window.location.assign(returnTo);
    return { leaving: true };
  });
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
      <PasswordField
        name="password"
        label={t("fields.password")}
        error={errors.password}
        autoComplete="current-password"
        aside={<TextLink href="/forgot-password">{t("signIn.forgot")}</TextLink>}
      />
      <Button type="submit" block loading={pending}>
        {t("signIn.submit")}
      </Button>
    </FormShell>
  );
}

// What no account can have is no account: a password longer than we take reads as a wrong one.
function signInFailure(failure: Failure): Failure {
  return failure.code === "invalid_request" ? { ...failure, code: "wrong_credentials" } : failure;
}
