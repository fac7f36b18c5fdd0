"use client";

import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

/** Says that a purchase is not this workspace's, and no more: a foreign session id must open nothing. */
export function UnknownPurchase() {
  const t = useTranslations("upgrade.return.notFound");
  return (
    <Card className="mx-auto max-w-xl px-6 py-8 sm:px-9" data-testid="return-state" data-state="not-found">
      <h1 className="font-semibold text-2xl">{t("title")}</h1>
      <p className="mt-2 text-muted">{t("body")}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/billing">{t("billing")}</ButtonLink>
        <ButtonLink href="/studio" variant="secondary">
          {t("studio")}
        </ButtonLink>
      </div>
    </Card>
  );
}
