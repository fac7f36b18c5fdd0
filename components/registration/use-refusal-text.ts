"use client";

import { useTranslations } from "use-intl/react";
import type { ApiError } from "@/lib/api-client/request";

/** What to say of a refusal that no field shows. */
export function useRefusalText() {
  const t = useTranslations("registration.problems");
  return (error: ApiError): { title: string; hint: string } => {
    if (error.code === "trial_used") return { title: t("trialUsed"), hint: error.detail };
    if (error.code === "unreachable") return { title: t("failed"), hint: t("unreachable") };
    return { title: t("failed"), hint: error.detail || t("failedHint") };
  };
}
