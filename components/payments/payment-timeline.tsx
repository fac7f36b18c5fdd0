"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink, FileDown } from "lucide-react";
import { useLocale, useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { SkeletonText } from "@/components/ui/skeleton";
import { paymentQuery } from "@/lib/api-client/payments";
import type { PaymentDetailDto } from "@/lib/contracts/payments";
import { formatDate } from "@/lib/i18n/format";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { type TimelineEntry, toTimeline } from "./to-timeline";

/** What happened to one payment, read when somebody opens it. */
export function PaymentTimeline({ tenantId, paymentId }: { tenantId: string; paymentId: string }) {
  const t = useTranslations("payments.history");
  const { data, isError } = useQuery(paymentQuery(tenantId, paymentId));
  if (data) return <Loaded payment={data} />;
  return isError ? <Alert tone="danger" title={t("failed")} /> : <SkeletonText lines={3} className="max-w-sm" />;
}

function Loaded({ payment }: { payment: PaymentDetailDto }) {
  const t = useTranslations("payments.history");
  return (
    <div className="grid gap-3">
      <h3 className="font-medium text-sm">{t("heading")}</h3>
      <ol className="grid gap-2.5 border-line border-l pl-4">
        {toTimeline(payment).map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ol>
      <p className="text-muted text-xs">{t("utc")}</p>
      <Documents payment={payment} />
    </div>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { text, reason } = useEntryText(entry);
  const language = useLocale();
  const locale = isLocale(language) ? language : DEFAULT_LOCALE;
  return (
    <li className="relative text-sm">
      <span
        aria-hidden="true"
        className={cn("-left-[1.3125rem] absolute top-1.5 size-2.5 rounded-full border-2 border-surface", dotOf(entry))}
      />
      <span className="font-medium">{text}</span>
      {reason ? <span className="text-muted"> · {reason}</span> : null}
      <time dateTime={entry.at} className="tabular block text-[0.8125rem] text-muted">
        {formatDate(entry.at, locale, "day-time")}
      </time>
    </li>
  );
}

function dotOf(entry: TimelineEntry): string {
  if (entry.kind === "step" && entry.status === "CONFIRMED") return "bg-accent";
  if (entry.kind === "step" && (entry.status === "FAILED" || entry.status === "ERROR")) return "bg-danger";
  if (entry.kind === "refused_amount" || (entry.kind === "dispute" && entry.status === "lost")) return "bg-danger";
  return entry.kind === "dispute" ? "bg-warning" : "bg-line-strong";
}

function useEntryText(entry: TimelineEntry): { text: string; reason: string | null } {
  const t = useTranslations("payments");
  const { money } = useFormat();
  switch (entry.kind) {
    case "step":
      return { text: t(`history.${entry.status}`), reason: entry.reason ? t(`reasons.${entry.reason}`) : null };
    case "refused_amount":
      return { text: t("history.refusedAmount"), reason: null };
    case "refused_late":
      return { text: t("history.refusedLate", { status: t(`history.${entry.status}`) }), reason: null };
    case "refund":
      return { text: t(`refund.${entry.status}`, { amount: money(entry.amountMinor, entry.currency) }), reason: null };
    case "dispute":
      return { text: t(`dispute.${entry.status}`, { amount: money(entry.amountMinor, entry.currency) }), reason: null };
  }
}

function Documents({ payment }: { payment: PaymentDetailDto }) {
  const t = useTranslations("payments.documents");
  const { invoice_url: url, invoice_pdf_url: pdf, debit_reference: reference } = payment;
  const number = payment.invoice_number ?? "";
  if (!url && !pdf && !reference) return null;
  const look = "inline-flex items-center gap-1.5 text-accent-text underline decoration-accent/40 underline-offset-4";
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-2 text-sm [&_svg]:size-4">
      {url ? (
        <a href={url} target="_blank" rel="noreferrer" className={look}>
          <ExternalLink aria-hidden="true" />
          {t("invoice", { number })}
        </a>
      ) : null}
      {pdf ? (
        <a href={pdf} target="_blank" rel="noreferrer" className={look}>
          <FileDown aria-hidden="true" />
          {t("pdf", { number })}
        </a>
      ) : null}
      {reference ? <span className="text-muted">{t("reference", { reference })}</span> : null}
    </p>
  );
}
