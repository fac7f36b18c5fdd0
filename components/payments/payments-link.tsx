"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button";

/** From the billing page to every payment and what happened to it. */
export function PaymentsLink() {
  const t = useTranslations("payments");
  return (
    <ButtonLink href="/billing/payments" variant="ghost" size="sm" className="-ml-3 justify-self-start text-muted">
      {t("link")}
      <ArrowRight aria-hidden="true" />
    </ButtonLink>
  );
}
