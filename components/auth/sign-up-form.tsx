"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PASSWORD_MIN_LENGTH } from "@/lib/auth/password-strength";
import { callApi, type Failure } from "./call-api";
import { FormShell } from "./form-shell";
import { PasswordField } from "./password-field";
import { TextLink } from "./text-link";
import { fieldErrors, useAuthTexts } from "./use-auth-texts";
import { type FormResult, useForm } from "./use-form";

type Field = "name" | "email" | "password";

interface SignUpFormProps {
  returnTo: string;
  signInHref: string;
}

/** Name, email, password: the account exists and is signed in when it is sent. */
export function SignUpForm({ returnTo, signInHref }: SignUpFormProps) {
  const t = useTranslations("auth");
  const locale = useLocale();
  const texts = useAuthTexts();
  const refused = (failure: Failure): FormResult<Field> => {
    if (failure.code === "email_taken") return { errors: { email: <EmailTaken signInHref={signInHref} /> } };
    if (failure.code === "weak_password") return { errors: { password: texts.weakPassword(failure) } };
    if (failure.code === "invalid_request") return { errors: texts.invalidFields(failure) };
    return { failure: texts.describe(failure) };
  };
  const { pending, errors, failure, formRef, onSubmit } = useForm<Field>(async (value) => {
    const [name, email, password] = [value("name"), value("email"), value("password")];
    const errors = fieldErrors({
      name: texts.checkName(name),
      email: texts.checkEmail(email),
      password: texts.checkNewPassword(password, email),
    });
    if (errors) return { errors };
    const body = { name, email, password, locale, return_to: returnTo };
    const outcome = await callApi("POST", "/api/v1/auth/sign-up", body);
    if (!outcome.ok) return refused(outcome.failure);
    window.location.assign(returnTo);
    return { leaving: true };
  });
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      <TextField name="name" label={t("fields.name")} error={errors.name} autoComplete="name" required />
      <TextField
        name="email"
        type="email"
        label={t("fields.email")}
        error={errors.email}
        autoComplete="email"
        inputMode="email"
        required
      />
      <PasswordField
        name="password"
        label={t("fields.password")}
        hint={t("fields.passwordHint", { count: PASSWORD_MIN_LENGTH })}
        error={errors.password}
        autoComplete="new-password"
      />
      <Button type="submit" block loading={pending}>
        {t("signUp.submit")}
      </Button>
    </FormShell>
  );
}

function EmailTaken({ signInHref }: { signInHref: string }): ReactNode {
  const t = useTranslations("auth.errors");
  return t.rich("emailTaken", {
    signin: (text) => <TextLink href={signInHref}>{text}</TextLink>,
    reset: (text) => <TextLink href="/forgot-password">{text}</TextLink>,
  });
}
