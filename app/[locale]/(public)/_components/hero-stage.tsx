import { ArrowRight, CalendarClock, CreditCard, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { TierGlyph } from "@/components/plans/tier-glyph";
import { Badge } from "@/components/ui/badge";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Meter } from "@/components/ui/meter";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CURRENCY_OF_LOCALE } from "@/lib/i18n/visible-address";
import { formatMoney } from "@/lib/money";
import { CATALOGUE } from "@/lib/plans/catalogue";
import { Poster } from "./poster";
import { SAMPLE_POSTERS } from "./sample-posters";

const TIER = "pro";
const CREDITS_USED = 37;

/**
 * A purchase as the product shows it: the order, the plan card after paying, and what was recorded. The cards speak
 * the product's own texts, so that the picture changes with the screens.
 */
export function HeroStage({ locale }: { locale: Locale }) {
  return (
    <div className="ruled rounded-2xl border border-line bg-surface/60 p-4 sm:p-7">
      <div className="grid gap-4 sm:grid-cols-2 sm:gap-5">
        <OrderCard locale={locale} />
        <PlanCard locale={locale} />
        <EventTape locale={locale} />
      </div>
    </div>
  );
}

/** The plan's monthly price: as it is charged, and as a price tag. */
function priceFor(locale: Locale) {
  const amountMinor = CATALOGUE.find((plan) => plan.tier === TIER)?.price?.monthly ?? 0;
  const money = { amountMinor, currency: CURRENCY_OF_LOCALE[locale] };
  return { charge: formatMoney(money, locale), tag: formatMoney(money, locale, { trimZeros: true }) };
}

function OrderCard({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "upgrade");
  const landing = getTranslator(locale, "landing");
  const plan = getTranslator(locale, "plans")(`tiers.${TIER}.name`);
  const per = getTranslator(locale, "billing")("per.monthly");
  const { charge, tag } = priceFor(locale);
  return (
    <div className="flex flex-col rounded-xl border border-line-strong bg-raised p-5 shadow-stage">
      <div className="flex items-start justify-between gap-3">
        <div>
          <p className="font-semibold">{t("summary.heading")}</p>
          <p className="mt-0.5 text-[0.8125rem] text-muted">{landing("stage.workspace")}</p>
        </div>
        <TierGlyph tier={TIER} />
      </div>
      <dl className="mt-5 grid gap-2.5 text-sm">
        <div className="flex justify-between gap-4">
          <dt className="text-muted">{t("summary.line", { plan, interval: "monthly" })}</dt>
          <dd className="tabular">{charge}</dd>
        </div>
        <div className="mt-1 flex items-baseline justify-between gap-4 border-ink border-t pt-3">
          <dt className="font-medium">{t("summary.today")}</dt>
          <dd className="tabular font-semibold text-xl tracking-[-0.02em]">{charge}</dd>
        </div>
      </dl>
      <p className="tabular mt-1 text-[0.8125rem] text-muted">{t("summary.then", { amount: tag, per })}</p>
      <p aria-hidden="true" className={cn(buttonVariants({ block: true }), "pointer-events-none mt-4")}>
        {t("summary.action")}
        <ArrowRight />
      </p>
      <div className="mt-auto grid gap-1.5 pt-5 text-muted text-xs">
        <p className="flex gap-2">
          <Lock className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          {t("summary.secure")}
        </p>
        <p>{t("summary.tax")}</p>
      </div>
    </div>
  );
}

function PlanCard({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "billing");
  const landing = getTranslator(locale, "landing");
  const { charge, tag } = priceFor(locale);
  return (
    <div className="flex flex-col rounded-xl border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="flex items-center gap-2 font-semibold">
          {getTranslator(locale, "plans")(`tiers.${TIER}.name`)}
          <Badge tone="success">{t("status.active")}</Badge>
        </p>
        <p className="tabular text-[0.8125rem] text-muted">
          {t("upgrade.price", { amount: tag, per: t("per.monthly") })}
        </p>
      </div>
      <dl className="mt-4 grid gap-2.5 border-line border-y py-3.5 text-[0.8125rem]">
        <Fact icon={<CalendarClock />} label={t("plan.nextCharge")}>
          {landing("stage.nextCharge", { amount: charge })}
        </Fact>
        <Fact icon={<CreditCard />} label={t("plan.card")}>
          {t("plan.cardName", { brand: "Visa", last4: "4242" })}
        </Fact>
      </dl>
      <Meter
        label={t("credits.label")}
        value={CREDITS_USED}
        max={null}
        valueText={t("credits.unlimited")}
        className="mt-4"
      />
      <p className="tabular mt-1.5 text-[0.8125rem] text-muted">{t("credits.used", { count: CREDITS_USED })}</p>
      <p className="mt-auto pt-5 text-muted text-xs">{landing("stage.gallery")}</p>
      <div className="mt-2 grid grid-cols-3 gap-2">
        {SAMPLE_POSTERS.slice(0, 3).map((poster) => (
          <Poster key={poster.file} poster={poster} alt={landing("studio.alt", { prompt: poster.prompt })} eager />
        ))}
      </div>
    </div>
  );
}

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-3">
      <dt className="flex items-center gap-2 text-muted [&_svg]:size-4">
        <span aria-hidden="true">{icon}</span>
        {label}
      </dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}

function EventTape({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  // Names of events are identifiers: the same in every language. The first is Stripe's, the others are ours.
  const events = [
    { name: "invoice.paid", value: t("tape.paid", { amount: priceFor(locale).charge }) },
    { name: "SubscriptionStatusChanged", value: "active" },
    { name: "SubscriptionTierChanged", value: `free → ${TIER}` },
  ];
  return (
    <ol
      aria-label={t("tape.title")}
      className="grid gap-x-5 gap-y-3 rounded-xl border border-line bg-surface px-5 py-4 font-mono text-[0.6875rem] shadow-card sm:col-span-2 sm:grid-cols-[1fr_1.5fr_1.4fr]"
    >
      {events.map((event) => (
        <li key={event.name} className="relative pl-4">
          <span className="absolute top-1.5 left-0 size-1.5 rounded-full bg-accent" aria-hidden="true" />
          {event.name}
          <span className="block text-muted">{event.value}</span>
        </li>
      ))}
    </ol>
  );
}
