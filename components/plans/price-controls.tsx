import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { pricingAddress } from "@/lib/i18n/visible-address";
import { CURRENCIES, type Currency, INTERVALS, type Interval } from "@/lib/plans/catalogue";

interface Choice {
  key: string;
  href: string;
  label: string;
  hint?: string;
  chosen: boolean;
}

function Choices({ label, choices, className }: { label: string; choices: Choice[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn("inline-flex rounded-lg border border-line bg-sunken p-1", className)}>
      {choices.map((choice) => (
        <Link
          key={choice.key}
          href={choice.href}
          replace
          scroll={false}
          prefetch={false}
          aria-current={choice.chosen ? "true" : undefined}
          className="flex h-8 items-center gap-2 rounded-md px-3 font-medium text-muted text-sm hover:text-ink aria-[current=true]:bg-surface aria-[current=true]:text-ink aria-[current=true]:shadow-card"
        >
          {choice.label}
          {choice.hint ? <span className="text-accent-text text-xs">{choice.hint}</span> : null}
        </Link>
      ))}
    </nav>
  );
}

/** Interval and currency, as links: each choice is a page of its own, so they work without a script. */
export function PriceControls({
  locale,
  interval,
  currency,
}: {
  locale: Locale;
  interval: Interval;
  currency: Currency;
}) {
  const t = getTranslator(locale, "pricing");
  const plans = getTranslator(locale, "plans");
  return (
    <div className="flex flex-wrap items-center justify-center gap-3">
      <Choices
        label={t("intervalLabel")}
        choices={INTERVALS.map((choice) => ({
          key: choice,
          href: pricingAddress(locale, choice, currency),
          label: plans(`intervals.${choice}`),
          ...(choice === "yearly" ? { hint: t("yearlyHint") } : {}),
          chosen: choice === interval,
        }))}
      />
      <Choices
        label={t("currencyLabel")}
        choices={CURRENCIES.map((choice) => ({
          key: choice,
          href: pricingAddress(locale, interval, choice),
          label: plans(`currencies.${choice}`),
          chosen: choice === currency,
        }))}
      />
    </div>
  );
}
