"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { FormShell } from "@/components/auth/form-shell";
import { PasswordField } from "@/components/auth/password-field";
import { TextLink } from "@/components/auth/text-link";
import { fieldErrors, useAuthTexts } from "@/components/auth/use-auth-texts";
import { type FormResult, useForm } from "@/components/auth/use-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { ApiError } from "@/lib/api-client/request";
import { PASSWORD_MIN_LENGTH } from "@/lib/auth/password-strength";
import type { RegistrationStateDto } from "@/lib/contracts/registration";
import { useRefusalText } from "./use-refusal-text";
import type { Registration } from "./use-registration";

type Field = "name" | "email" | "password";

interface AccountStepProps {
  registration: Registration;
  resumed: RegistrationStateDto | null;
  signInHref: string;
}

/** Name, address and password; with a registration to go on with, the password alone is asked. */
export function AccountStep({ registration, resumed, signInHref }: AccountStepProps) {
  const t = useTranslations("registration");
  const auth = useTranslations("auth.fields");
  const texts = useAuthTexts();
  const describe = useRefusalText();
  const { person, submitAccount } = registration;
  const refused = (error: ApiError): FormResult<Field> => {
    if (error.code === "email_taken") return { errors: { email: <EmailTaken signInHref={signInHref} /> } };
    if (error.code === "weak_password") return { errors: { password: error.detail } };
    return { failure: describe(error) };
  };
  const form = useForm<Field>(async (value) => {
    const [name, email, password] = [value("name").trim(), value("email").trim(), value("password")];
    const errors = fieldErrors({
      name: texts.checkName(name),
      email: texts.checkEmail(email),
      password: texts.checkNewPassword(password, email),
    });
    if (errors) return { errors };
    const refusal = await submitAccount({ name, email, password });
    return refusal ? refused(refusal) : {};
  });
  const late = registration.refusal ? refused(registration.refusal) : {};
  return (
    <FormShell ref={form.formRef} onSubmit={form.onSubmit} failure={form.failure ?? late.failure}>
      {resumed ? <Resumed state={resumed} onStartAgain={registration.startAgain} /> : null}
      <TextField
        name="name"
        label={auth("name")}
        defaultValue={person.name}
        error={form.errors.name}
        autoComplete="name"
        required
      />
      <TextField
        name="email"
        type="email"
        label={auth("email")}
        defaultValue={person.email}
        readOnly={resumed !== null}
        hint={resumed ? t("account.emailKept") : undefined}
        error={form.errors.email ?? late.errors?.email}
        autoComplete="email"
        inputMode="email"
        required
      />
      <PasswordField
        name="password"
        label={auth("password")}
        hint={auth("passwordHint", { count: PASSWORD_MIN_LENGTH })}
        error={form.errors.password ?? late.errors?.password}
        autoComplete="new-password"
      />
      <Button type="submit" size="lg" block loading={form.pending || registration.isWorking}>
        {resumed ? t("account.submitResumed") : t("account.submit")}
      </Button>
    </FormShell>
  );
}

function Resumed({ state, onStartAgain }: { state: RegistrationStateDto; onStartAgain: () => void }) {
  const t = useTranslations("registration.resumed");
  return (
    <Alert
      title={t("title")}
      action={
        <Button size="sm" variant="secondary" onClick={onStartAgain}>
          {t("startAgain")}
        </Button>
      }
    >
      {state.next === "complete" ? t("cardSaved") : t("body", { email: state.email })}
    </Alert>
  );
}

function EmailTaken({ signInHref }: { signInHref: string }): ReactNode {
  const t = useTranslations("auth.errors");
  return t.rich("emailTaken", {
    signin: (text) => <TextLink href={signInHref}>{text}</TextLink>,
    reset: (text) => <TextLink href="/forgot-password">{text}</TextLink>,
  });
}
