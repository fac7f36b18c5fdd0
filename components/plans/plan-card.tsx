import { Check } from "lucide-react";
import { TrialLink } from "@/components/registration/trial-link";
import { badgeVariants } from "@/components/ui/badge";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { formatMoney } from "@/lib/money";
import { CATALOGUE, type CatalogueEntry, type Currency, type Interval, tierRank } from "@/lib/plans/catalogue";
import { CurrentPlanMark, PlanAction } from "./plan-action";
import { PlanPrice } from "./plan-price";
import { TierGlyph } from "./tier-glyph";

export interface PlanCardProps {
  locale: Locale;
  plan: CatalogueEntry;
  interval: Interval;
  currency: Currency;
  /** The plan that most visitors should look at. */
  recommended?: boolean;
}

/** Where a plan is bought: Free by signing up, the others on the upgrade page. */
export function purchaseAddress({ tier, price }: CatalogueEntry, interval: Interval, currency: Currency): string {
  if (!price) return "/sign-up";
  return `/upgrade?${new URLSearchParams({ plan: tier, interval, currency })}`;
}

function highlightsOf(plan: CatalogueEntry, locale: Locale): string[] {
  const t = getTranslator(locale, "plans");
  const below = CATALOGUE[tierRank(plan.tier) - 1];
  const amounts = (["users", "locations", "products"] as const).map((resource) => {
    const count = plan.limits[resource];
    return count === null ? t(`unlimitedOf.${resource}`) : t(`limitAmounts.${resource}`, { count });
  });
  const credits =
    plan.monthlyCredits === null ? t("unlimitedCredits") : t("creditsAmount", { count: plan.monthlyCredits });
  const added = plan.features.filter((feature) => !below?.features.includes(feature));
  return [credits, ...amounts, ...added.map((feature) => t(`features.${feature}`))];
}

/** One plan: price, one call to action, and what it adds to the plan below. */
export function PlanCard({ locale, plan, interval, currency, recommended = false }: PlanCardProps) {
  const t = getTranslator(locale, "pricing");
  const plans = getTranslator(locale, "plans");
  const name = plans(`tiers.${plan.tier}.name`);
  const below = CATALOGUE[tierRank(plan.tier) - 1];
  const headingId = `plan-${plan.tier}`;
  return (
    <article
      aria-labelledby={headingId}
      className={cn(
        "relative flex flex-col bg-surface p-6 max-xl:rounded-xl max-xl:border max-xl:border-line xl:first:rounded-l-xl xl:last:rounded-r-xl",
        recommended && "z-10 rounded-xl shadow-stage outline-2 outline-accent xl:-my-3 xl:py-9",
      )}
    >
      <div className="flex h-6 items-center justify-between gap-2">
        <TierGlyph tier={plan.tier} />
        <div className="flex gap-1.5">
          <CurrentPlanMark tier={plan.tier} label={t("current")} className={badgeVariants({ tone: "solid" })} />
          {recommended ? <span className={badgeVariants({ tone: "accent" })}>{t("recommended")}</span> : null}
        </div>
      </div>
      <h2 id={headingId} className="mt-5 font-semibold text-lg">
        {name}
      </h2>
      <p className="mt-1 min-h-11 text-muted text-sm">{plans(`tiers.${plan.tier}.summary`)}</p>
      <div className="mt-5">
        {plan.price ? (
          <PlanPrice
            tier={plan.tier}
            interval={interval}
            currency={currency}
            locale={locale}
            built={plan.price}
            labels={{
              per: interval === "monthly" ? t("perMonth") : t("perYear"),
              billedMonthly: t("billedMonthly"),
              saving: t("saving"),
            }}
          />
        ) : (
          <>
            <p className="tabular font-semibold text-4xl tracking-[-0.04em]">
              {formatMoney({ amountMinor: 0, currency }, locale, { trimZeros: true })}
            </p>
            <p className="mt-1 text-muted text-sm">{t("free")}</p>
          </>
        )}
      </div>
      <PlanAction
        tier={plan.tier}
        href={purchaseAddress(plan, interval, currency)}
        className={cn(buttonVariants({ variant: recommended ? "primary" : "secondary", block: true }), "mt-6")}
        labels={{
          start: plan.price ? t("actions.get", { tier: name }) : t("actions.startFree"),
          upgrade: t("actions.upgrade", { tier: name }),
          manage: t("actions.manage"),
        }}
      />
      {plan.price && plan.trialDays > 0 ? (
        <TrialLink
          href={`/register?${new URLSearchParams({ plan: plan.tier, interval, currency })}`}
          label={getTranslator(locale, "registration")("trialLink", { days: plan.trialDays })}
          className={cn(buttonVariants({ variant: "link", size: "sm" }), "mt-3 justify-self-center")}
        />
      ) : null}
      <div className="mt-6 border-line border-t pt-5">
        <p className="font-medium text-[0.8125rem]">
          {below ? t("everythingIn", { tier: plans(`tiers.${below.tier}.name`) }) : t("includes")}
        </p>
        <ul className="mt-3 grid gap-2 text-sm">
          {highlightsOf(plan, locale).map((line) => (
            <li key={line} className="flex gap-2.5">
              <Check className="mt-0.5 size-4 shrink-0 text-accent-text" aria-hidden="true" />
              {line}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
