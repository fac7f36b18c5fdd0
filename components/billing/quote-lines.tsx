"use client";

import { useTranslations } from "use-intl/react";
import type { QuoteDto } from "@/lib/contracts/plan-changes";
import { useFormat } from "./use-format";

/** What a change costs now, line by line, and what comes next: as Stripe will write it on the invoice. */
export function QuoteLines({ quote }: { quote: QuoteDto }) {
  const t = useTranslations("billing.change");
  const { money, day } = useFormat();
  const amount = (minor: number) => money(minor, quote.currency);
  return (
    <>
      <dl className="grid gap-2 rounded-lg border border-line bg-sunken px-4 py-3 text-sm">
        {quote.lines.map((line) => (
          <Row
            key={`${line.description}${line.amount_minor}`}
            label={line.description}
            value={amount(line.amount_minor)}
          />
        ))}
        {quote.discount_minor > 0 ? <Row label={t("discount")} value={amount(-quote.discount_minor)} /> : null}
        {quote.tax_minor === 0 ? null : <Row label={t("tax")} value={amount(quote.tax_minor)} />}
        {quote.credit_applied_minor > 0 ? (
          <Row label={t("accountCredit")} value={amount(-quote.credit_applied_minor)} />
        ) : null}
        <div className="flex items-baseline justify-between gap-4 border-line not-first:mt-1 not-first:border-t not-first:pt-3">
          <dt className="font-medium">{t("dueNow")}</dt>
          <dd className="tabular font-semibold text-lg" data-testid="quote-due">
            {amount(quote.amount_due_minor)}
          </dd>
        </div>
      </dl>
      {quote.next_charge_at && quote.next_charge_minor !== null ? (
        <p className="tabular mt-3 text-muted text-sm">
          {t("next", { amount: amount(quote.next_charge_minor), date: day(quote.next_charge_at) })}
        </p>
      ) : null}
    </>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="tabular">{value}</dd>
    </div>
  );
}
