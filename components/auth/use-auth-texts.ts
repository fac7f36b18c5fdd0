"use client";

import { useTranslations } from "use-intl/react";
import { findPasswordWeakness, PASSWORD_MIN_LENGTH, type PasswordWeakness } from "@/lib/auth/password-strength";
import type { Failure } from "./call-api";

// The contract's own check would bring zod into these pages; the server has the last word anyway.
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const NAME_MAX = 80;
const PASSWORD_MAX = 200;

function minutesOf(failure: Failure): number {
  return Math.max(1, Math.ceil((failure.retryAfterSeconds ?? 60) / 60));
}

/** The account forms' checks and refusals in the reader's language. */
export function useAuthTexts() {
  const t = useTranslations("auth.errors");

  const weakness = (found: PasswordWeakness): string => {
    switch (found) {
      case "too_short":
        return t("tooShort", { count: PASSWORD_MIN_LENGTH });
      case "contains_email":
        return t("containsEmail");
      case "common":
        return t("common");
    }
  };

  return {
    checkName: (name: string) => {
      if (!name.trim()) return t("nameMissing");
      return name.trim().length > NAME_MAX || /:\/\/|www\./i.test(name) ? t("nameInvalid") : undefined;
    },
    checkEmail: (email: string) => {
      if (!email.trim()) return t("emailMissing");
      return EMAIL.test(email.trim()) ? undefined : t("emailInvalid");
    },
    checkKnownPassword: (password: string) => (password ? undefined : t("passwordMissing")),
    checkNewPassword: (password: string, email: string) => {
      if (!password) return t("newPasswordMissing");
      if (password.length > PASSWORD_MAX) return t("tooLong", { count: PASSWORD_MAX });
      const found = findPasswordWeakness(password, email);
      return found ? weakness(found) : undefined;
    },
    wrongPassword: t("wrongPassword"),
    /** A refused new password as the server explains it. */
    weakPassword: (failure: Failure) => {
      const reason = failure.fields[0]?.message;
      return weakness(reason === "contains_email" || reason === "too_short" ? reason : "common");
    },
    /** Fields that passed the checks here and not the server's. */
    invalidFields: (failure: Failure) => {
      const isWrong = (field: string) => failure.fields.some(({ path }) => path === field);
      return { email: isWrong("email") && t("emailInvalid"), name: isWrong("name") && t("nameInvalid") };
    },
    /** What to say of a failure that belongs to no field. */
    describe: (failure: Failure): { title: string; hint: string } => {
      switch (failure.code) {
        case "rate_limited":
          return { title: t("rateLimited"), hint: t("rateLimitedHint", { minutes: minutesOf(failure) }) };
        case "wrong_credentials":
          return { title: t("wrongCredentials"), hint: t("wrongCredentialsHint") };
        case "invalid_token":
          return { title: t("invalidToken"), hint: t("invalidTokenHint") };
        case "network":
          return { title: t("network"), hint: t("networkHint") };
        default:
          return { title: t("unexpected"), hint: t("unexpectedHint") };
      }
    },
  };
}

/** The given errors, or nothing when every field is right. */
export function fieldErrors<Field extends string>(
  errors: Partial<Record<Field, string | undefined>>,
): Partial<Record<Field, string>> | undefined {
  const wrong = Object.entries(errors).filter(([, message]) => message !== undefined);
  return wrong.length > 0 ? (Object.fromEntries(wrong) as Partial<Record<Field, string>>) : undefined;
}
