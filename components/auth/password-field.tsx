"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Field, Input } from "@/components/ui/field";

interface PasswordFieldProps {
  name: string;
  label: ReactNode;
  /** Tells password managers whether to fill in or to suggest one. */
  autoComplete: "current-password" | "new-password";
  hint?: ReactNode;
  error?: ReactNode;
  aside?: ReactNode;
}

/** A password input whose text can be shown, since hidden typing on a phone is what makes people choose short ones. */
export function PasswordField({ label, hint, error, aside, ...input }: PasswordFieldProps) {
  const t = useTranslations("auth.fields");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            {...input}
            type={shown ? "text" : "password"}
            required
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className="pr-11"
          />
          <button
            type="button"
            aria-label={shown ? t("hidePassword") : t("showPassword")}
            aria-controls={control.id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-r-md text-muted hover:text-ink"
          >
            <Icon className="size-4.5" aria-hidden="true" />
          </button>
        </div>
      )}
    </Field>
  );
}
