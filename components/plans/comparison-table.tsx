import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CATALOGUE, type CatalogueEntry, type Feature, RESOURCES } from "@/lib/plans/catalogue";

interface Row {
  key: string;
  label: string;
  cell: (plan: CatalogueEntry) => ReactNode;
}

interface Group {
  title: string;
  rows: Row[];
}

const STUDIO: Feature[] = ["studio", "exports", "analytics", "priority_queue", "branding"];
const PLATFORM: Feature[] = ["api_access", "sso_ready", "audit_export", "hierarchy"];

function groupsFor(locale: Locale): Group[] {
  const t = getTranslator(locale, "pricing");
  const plans = getTranslator(locale, "plans");
  const amount = (value: number | null) => (value === null ? plans("unlimited") : formatNumber(value, locale));
  const featureRow = (feature: Feature): Row => ({
    key: feature,
    label: plans(`features.${feature}`),
    cell: (plan) => (
      <Mark
        included={plan.features.includes(feature)}
        label={plan.features.includes(feature) ? t("included") : t("notIncluded")}
      />
    ),
  });
  return [
    {
      title: t("compare.studio"),
      rows: [
        { key: "credits", label: plans("credits"), cell: (plan) => amount(plan.monthlyCredits) },
        ...STUDIO.map(featureRow),
      ],
    },
    {
      title: t("compare.workspace"),
      rows: RESOURCES.map((resource) => ({
        key: resource,
        label: plans(`limits.${resource}`),
        cell: (plan) => amount(plan.limits[resource]),
      })),
    },
    { title: t("compare.platform"), rows: PLATFORM.map(featureRow) },
  ];
}

function Mark({ included, label }: { included: boolean; label: string }) {
  const Icon = included ? Check : Minus;
  return (
    <>
      <Icon
        className={included ? "inline size-4.5 text-accent-text" : "inline size-4 text-faint opacity-60"}
        aria-hidden="true"
      />
      <span className="sr-only">{label}</span>
    </>
  );
}

/** Every limit and feature of every plan, from the same data as the cards. */
export function ComparisonTable({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "pricing");
  const plans = getTranslator(locale, "plans");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus, or the keyboard cannot scroll it.
    <section aria-label={t("compare.caption")} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-[44rem] border-collapse text-left text-sm">
        <caption className="sr-only">{t("compare.caption")}</caption>
        <thead>
          <tr className="border-line-strong border-b">
            <th scope="col" className="sticky left-0 w-[30%] bg-canvas py-3 pr-4">
              <span className="sr-only">{t("compare.feature")}</span>
            </th>
            {CATALOGUE.map((plan) => (
              <th key={plan.tier} scope="col" className="px-4 py-3 font-semibold text-base">
                {plans(`tiers.${plan.tier}.name`)}
              </th>
            ))}
          </tr>
        </thead>
        {groupsFor(locale).map((group) => (
          <tbody key={group.title}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="pt-8 pb-2 font-medium text-muted">
                <span className="sticky left-0">{group.title}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.key} className="border-line border-t">
                <th scope="row" className="sticky left-0 bg-canvas py-3 pr-4 font-normal">
                  {row.label}
                </th>
                {CATALOGUE.map((plan) => (
                  <td key={plan.tier} className="tabular px-4 py-3">
                    {row.cell(plan)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
