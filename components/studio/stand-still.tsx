"use client";

import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import type { StudioMode } from "./studio-mode";

/** Says why nothing can be made now, and where to put it right; nothing while the form says it itself. */
export function StandStill({ mode }: { mode: StudioMode }) {
  const t = useTranslations("studio");
  switch (mode.kind) {
    case "readOnly":
      return (
        <Alert
          tone="warning"
          className="mb-5"
          title={t("readOnly.title")}
          action={
            <ButtonLink href="/billing" size="sm">
              {t("readOnly.action")}
            </ButtonLink>
          }
        >
          {mode.isPaused ? t("readOnly.pausedBody") : t("readOnly.body")}
        </Alert>
      );
    case "suspended":
      return (
        <Alert
          tone="danger"
          className="mb-5"
          title={t("suspended.title")}
          action={
            <ButtonLink href="/billing" size="sm" variant="secondary">
              {t("suspended.action")}
            </ButtonLink>
          }
        >
          {t("suspended.body")}
        </Alert>
      );
    case "ready":
    case "unverified":
    case "outOfCredits":
      return null;
  }
}
