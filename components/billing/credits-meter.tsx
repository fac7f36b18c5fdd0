"use client";

import { useTranslations } from "use-intl/react";
import { Meter } from "@/components/ui/meter";
import type { CreditsDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

export interface CreditsMeterProps {
  credits: CreditsDto;
  /** While nothing may be made no credits are granted either: none left would read as used up. */
  isOnHold?: boolean;
  className?: string;
}

/** How many credits of the month are left and when new ones come; on unlimited plans, how many were used. */
export function CreditsMeter({ credits, isOnHold = false, className }: CreditsMeterProps) {
  const t = useTranslations("billing.credits");
  const { day } = useFormat();
  const used = t("used", { count: credits.used_this_month });
  const resets = t("resets", { date: day(credits.resets_at) });
  // Packs and gifts add to the month's grant, so the whole is what is left and what is gone together.
  const total = credits.balance + credits.used_this_month;
  if (isOnHold) {
    return (
      <div data-testid="credits-meter" className={className}>
        <Meter label={t("label")} valueText={t("onHold")} value={0} max={1} />
        <p className="mt-1.5 text-[0.8125rem] text-muted">{t("onHoldNote")}</p>
      </div>
    );
  }
  return (
    <div data-testid="credits-meter" className={className}>
      {credits.unlimited ? (
        <Meter label={t("label")} valueText={t("unlimited")} value={credits.used_this_month} max={null} />
      ) : (
        <Meter
          label={t("label")}
          valueText={t("left", { left: credits.balance, total })}
          value={credits.used_this_month}
          max={total}
        />
      )}
      <p className="tabular mt-1.5 text-[0.8125rem] text-muted">{credits.unlimited ? used : resets}</p>
    </div>
  );
}
