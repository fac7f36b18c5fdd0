"use client";

import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { PaymentDto } from "@/lib/contracts/payments";

const TONES: Record<PaymentDto["status"], BadgeTone> = {
  NEW: "neutral",
  PENDING: "info",
  REQUIRES_ACTION: "warning",
  FAILED: "danger",
  ERROR: "danger",
  CANCELED: "neutral",
  CONFIRMED: "success",
};

/** How a payment stands, and what went back or is held of it. */
export function PaymentBadges({ payment }: { payment: PaymentDto }) {
  const t = useTranslations("payments");
  const { money } = useFormat();
  const { status, amount_minor: amount, refunded_minor: refunded, disputed_minor: disputed, currency } = payment;
  return (
    <>
      <Badge tone={TONES[status]}>{t(`statuses.${status}`)}</Badge>
      {refunded > 0 ? (
        <Badge tone="neutral">
          {refunded >= amount ? t("fullyRefunded") : t("refunded", { amount: money(refunded, currency) })}
        </Badge>
      ) : null}
      {disputed > 0 ? <Badge tone="warning">{t("disputed", { amount: money(disputed, currency) })}</Badge> : null}
    </>
  );
}
