import { notFound } from "next/navigation";
import { ButtonLink, buttonVariants } from "@/components/ui/button";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CATALOGUE } from "@/lib/plans/catalogue";
import { DevelopersSection } from "./_components/developers-section";
import { DunningSection } from "./_components/dunning-section";
import { HeroStage } from "./_components/hero-stage";
import { PaymentSection } from "./_components/payment-section";
import { StudioSection } from "./_components/studio-section";
import { TiersSection } from "./_components/tiers-section";

/** What Tierline is, shown with its own screens. */
export default async function LandingPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <>
      <Hero locale={locale} />
      <StudioSection locale={locale} />
      <TiersSection locale={locale} />
      <DunningSection locale={locale} />
      <PaymentSection locale={locale} />
      <div className="border-line border-t">
        <DevelopersSection locale={locale} />
      </div>
      <Invitation locale={locale} />
    </>
  );
}

function Hero({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  const common = getTranslator(locale, "common");
  return (
    <section className="page grid items-center gap-x-14 gap-y-12 pt-12 pb-20 sm:pt-16 sm:pb-28 lg:grid-cols-[0.82fr_1.18fr]">
      <div>
        <h1 className="font-semibold text-[clamp(2.5rem,6vw,4.25rem)] leading-[1.02] tracking-[-0.045em]">
          {t("hero.title")}
        </h1>
        <p className="mt-6 max-w-prose text-lg text-muted">{t("hero.lead")}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <a href="/sign-up" className={buttonVariants({ size: "lg" })}>
            {common("actions.startFree")}
          </a>
          <ButtonLink href="/pricing" variant="secondary" size="lg">
            {common("actions.seePricing")}
          </ButtonLink>
        </div>
        <p className="mt-5 max-w-sm text-muted text-sm">{t("hero.note")}</p>
      </div>
      <HeroStage locale={locale} />
    </section>
  );
}

function Invitation({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  const common = getTranslator(locale, "common");
  const free = CATALOGUE.find((plan) => plan.tier === "free");
  return (
    <section className="bg-band text-on-band">
      <div className="page flex flex-wrap items-center justify-between gap-x-10 gap-y-6 py-14">
        <div>
          <h2 className="font-semibold text-3xl tracking-[-0.03em]">{t("end.title")}</h2>
          <p className="mt-2 text-lg">{t("end.lead", { credits: free?.monthlyCredits ?? 0 })}</p>
        </div>
        <a
          href="/sign-up"
          className="inline-flex h-12 items-center rounded-lg bg-on-band px-5 font-medium text-band outline-on-band hover:opacity-92"
        >
          {common("actions.startFree")}
        </a>
      </div>
    </section>
  );
}
