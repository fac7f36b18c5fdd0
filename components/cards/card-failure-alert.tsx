"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import type { CardFailure } from "./card-outcome";

/** What went wrong with a card and what to do about it; nothing where the field itself says so. */
export function CardFailureAlert({ failure, action }: { failure: CardFailure; action?: ReactNode }) {
  const t = useTranslations("cards.failures");
  const { reason, message } = failure;
  if (reason === "incomplete") return null;
  return (
    <Alert tone="danger" assertive title={t(`${reason}.title`)} action={action}>
      {message ? <p>{message}</p> : null}
      <p>{t(`${reason}.hint`)}</p>
    </Alert>
  );
}
