"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { cn } from "@/components/ui/cn";
import type { PaymentDto } from "@/lib/contracts/payments";
import { PaymentBadges } from "./payment-status-badge";
import { PaymentTimeline } from "./payment-timeline";

/** One payment in the list; pressed, it shows what happened to it. */
export function PaymentItem({ payment, tenantId }: { payment: PaymentDto; tenantId: string }) {
  const t = useTranslations("payments");
  const { day, money } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const what = payment.description ?? t("list.fallback");
  const amount = money(payment.amount_minor, payment.currency);
  const label = { what, amount, status: t(`statuses.${payment.status}`) };
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        aria-label={t(isOpen ? "list.close" : "list.open", label)}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-center gap-3 px-5 py-3.5 text-left hover:bg-sunken/60"
      >
        <span className="grid min-w-0 flex-1 gap-1.5 sm:grid-cols-[1fr_auto] sm:items-center sm:gap-4">
          <span className="min-w-0">
            <span className="block truncate font-medium text-sm">{what}</span>
            <span className="tabular block text-[0.8125rem] text-muted">
              {day(payment.created_at)} · {t(payment.provider === "stripe" ? "list.byCard" : "list.byTransfer")}
              {payment.invoice_number ? ` · ${payment.invoice_number}` : null}
            </span>
          </span>
          <span className="flex flex-wrap gap-1.5">
            <PaymentBadges payment={payment} />
          </span>
        </span>
        <span className="tabular shrink-0 text-sm">{amount}</span>
        <ChevronDown
          aria-hidden="true"
          className={cn("size-4.5 shrink-0 text-muted transition-transform", isOpen && "rotate-180")}
        />
      </button>
      <div id={panelId} hidden={!isOpen} className="bg-sunken/50 px-5 pt-3 pb-5">
        {isOpen ? <PaymentTimeline tenantId={tenantId} paymentId={payment.id} /> : null}
      </div>
    </li>
  );
}
