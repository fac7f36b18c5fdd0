import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CURRENCY_OF_LOCALE } from "@/lib/i18n/visible-address";
import { formatMoney } from "@/lib/money";
import { CATALOGUE, type Tier } from "@/lib/plans/catalogue";

const REACH: Record<Tier, string> = {
  free: "w-1/4",
  starter: "w-2/5",
  pro: "w-3/4",
  enterprise: "w-full",
};

/** The catalogue as the brand's motif: one ruled line per tier, each reaching further. */
export function TiersSection({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  const plans = getTranslator(locale, "plans");
  const currency = CURRENCY_OF_LOCALE[locale];
  return (
    <section className="page py-20 sm:py-28">
      <div className="grid gap-x-16 gap-y-6 lg:grid-cols-2">
        <h2 className="font-semibold text-3xl tracking-[-0.03em] sm:text-4xl">{t("tiers.title")}</h2>
        <p className="max-w-prose text-lg text-muted">{t("tiers.lead")}</p>
      </div>
      <ol className="mt-12">
        {CATALOGUE.map((plan) => (
          <li
            key={plan.tier}
            className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-3 border-line border-t py-5 lg:grid-cols-[8rem_1fr_11rem_9rem] lg:items-center"
          >
            <span className="font-semibold text-lg">{plans(`tiers.${plan.tier}.name`)}</span>
            <span
              aria-hidden="true"
              className="order-last col-span-2 block h-2 rounded-full bg-line/60 lg:order-none lg:col-span-1"
            >
              <span
                className={cn(
                  "block h-full rounded-full",
                  REACH[plan.tier],
                  plan.tier === "free" ? "bg-line-strong" : "bg-accent",
                )}
              />
            </span>
            <span className="order-3 text-muted text-sm lg:order-none lg:text-right">
              {plan.monthlyCredits === null
                ? plans("unlimitedCredits")
                : t("tiers.credits", { count: formatNumber(plan.monthlyCredits, locale) })}
            </span>
            <span className="tabular order-2 text-right text-sm lg:order-none">
              {t("tiers.monthly", {
                amount: formatMoney({ amountMinor: plan.price?.monthly ?? 0, currency }, locale, { trimZeros: true }),
              })}
            </span>
          </li>
        ))}
      </ol>
      <div className="border-line border-t pt-8">
        <ButtonLink href="/pricing" variant="secondary">
          {t("tiers.compare")}
        </ButtonLink>
      </div>
    </section>
  );
}
