import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ComparisonTable } from "@/components/plans/comparison-table";
import { PlanCard } from "@/components/plans/plan-card";
import { PriceControls } from "@/components/plans/price-controls";
import { PricingFaq } from "@/components/plans/pricing-faq";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CATALOGUE, CURRENCIES, type Currency, INTERVALS, type Interval } from "@/lib/plans/catalogue";

interface PricingPageProps {
  params: Promise<{ locale: string; interval: string; currency: string }>;
}

interface View {
  locale: Locale;
  interval: Interval;
  currency: Currency;
}

export const dynamicParams = false;

/** Each view of the prices is a static page; the proxy shows them all at /pricing?interval=…&currency=…. */
export function generateStaticParams() {
  return INTERVALS.flatMap((interval) => CURRENCIES.map((currency) => ({ interval, currency })));
}

async function viewOf({ params }: PricingPageProps): Promise<View> {
  const { locale, ...asked } = await params;
  const interval = INTERVALS.find((known) => known === asked.interval);
  const currency = CURRENCIES.find((known) => known === asked.currency);
  if (!isLocale(locale) || !interval || !currency) notFound();
  return { locale, interval, currency };
}

export async function generateMetadata(props: PricingPageProps): Promise<Metadata> {
  const { locale } = await viewOf(props);
  const t = getTranslator(locale, "pricing");
  return { title: t("metaTitle"), description: t("metaDescription") };
}

/** Prices, comparison and the questions that come before paying. */
export default async function PricingPage(props: PricingPageProps) {
  const { locale, interval, currency } = await viewOf(props);
  const t = getTranslator(locale, "pricing");
  return (
    <>
      <section className="page pt-14 pb-10 text-center sm:pt-20">
        <h1 className="mx-auto max-w-2xl font-semibold text-4xl tracking-[-0.035em] sm:text-5xl">{t("title")}</h1>
        <p className="mx-auto mt-4 max-w-xl text-lg text-muted">{t("lead")}</p>
        <div className="mt-8">
          <PriceControls locale={locale} interval={interval} currency={currency} />
        </div>
      </section>
      <section className="page" aria-label={t("metaTitle")}>
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4 xl:gap-0 xl:divide-x xl:divide-line xl:rounded-xl xl:border xl:border-line xl:bg-surface xl:shadow-card">
          {CATALOGUE.map((plan) => (
            <PlanCard
              key={plan.tier}
              locale={locale}
              plan={plan}
              interval={interval}
              currency={currency}
              recommended={plan.tier === "pro"}
            />
          ))}
        </div>
        <p className="mx-auto mt-8 max-w-2xl text-balance text-center text-muted text-sm">{t("sample")}</p>
      </section>
      <section className="page pt-24">
        <h2 className="font-semibold text-2xl">{t("compare.title")}</h2>
        <div className="mt-4">
          <ComparisonTable locale={locale} />
        </div>
      </section>
      <section className="page grid gap-x-16 gap-y-6 py-24 lg:grid-cols-[1fr_1.8fr]">
        <h2 className="font-semibold text-2xl">{t("faq.title")}</h2>
        <PricingFaq locale={locale} />
      </section>
    </>
  );
}
