"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { callApi, type Failure } from "@/components/auth/call-api";
import { FormShell } from "@/components/auth/form-shell";
import { PasswordField } from "@/components/auth/password-field";
import { fieldErrors, useAuthTexts } from "@/components/auth/use-auth-texts";
import { type FormResult, useForm } from "@/components/auth/use-form";
import { forgetDevice } from "@/components/shell/forget-device";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Deletes the person's account after his password: billing stops first, and nothing is deleted when it can't. */
export function DeleteAccount({ email }: { email: string }) {
  const t = useTranslations("account.delete");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("confirmTitle")}
        description={t("body")}
        closeLabel={t("close")}
      >
        <DeleteForm email={email} />
      </Dialog>
    </>
  );
}

function DeleteForm({ email }: { email: string }) {
  const t = useTranslations("account.delete");
  const texts = useAuthTexts();
  const refused = (failure: Failure): FormResult<"password"> => {
    switch (failure.code) {
      case "wrong_password":
        return { errors: { password: texts.wrongPassword } };
      case "owns_workspaces": {
        const names = failure.fields.map(({ message }) => message).join(", ");
        return { failure: { title: t("ownsTitle"), hint: t("owns", { names }) } };
      }
      case "billing_unavailable":
        return { failure: { title: t("unavailableTitle"), hint: t("unavailable") } };
      default:
        return { failure: texts.describe(failure) };
    }
  };
  const { pending, errors, failure, formRef, onSubmit } = useForm<"password">(async (value) => {
    const wrong = fieldErrors({ password: texts.checkKnownPassword(value("password")) });
    if (wrong) return { errors: wrong };
    const outcome = await callApi("DELETE", "/api/v1/me", { password: value("password") });
    if (!outcome.ok) return refused(outcome.failure);
    await forgetDevice().catch(() => undefined);
    window.location.replace("/");
    return { leaving: true };
  });
  return (
    <FormShell ref={formRef} onSubmit={onSubmit} failure={failure}>
      {/* Password managers fill by this name; nobody reads it here. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="password" label={t("password")} error={errors.password} autoComplete="current-password" />
      <Button type="submit" variant="danger" block loading={pending}>
        {t("confirm")}
      </Button>
    </FormShell>
  );
}
