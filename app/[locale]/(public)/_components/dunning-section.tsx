import { cn } from "@/components/ui/cn";
import { DAY_MS } from "@/lib/clock";
import { ACCESS_POLICY } from "@/lib/entitlements/policy";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

const inDays = (ms: number) => ms / DAY_MS;

// The access rules' own calendar, drawn to scale on wide screens.
const STAGES = [
  { key: "grace", day: 0, line: "bg-accent", reach: "lg:grow-[7]" },
  { key: "readOnly", day: inDays(ACCESS_POLICY.pastDueGraceMs), line: "bg-warning", reach: "lg:grow-[14]" },
  { key: "ended", day: inDays(ACCESS_POLICY.pastDueReadOnlyMs), line: "bg-danger", reach: "lg:grow-[9]" },
] as const;

/** What happens to access when a payment fails, day by day. */
export function DunningSection({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  return (
    <section id="failed-cards" className="border-line border-y bg-sunken py-20 sm:py-28">
      <div className="page">
        <div className="grid gap-x-16 gap-y-6 lg:grid-cols-2">
          <h2 className="font-semibold text-3xl tracking-[-0.03em] sm:text-4xl">{t("dunning.title")}</h2>
          <p className="max-w-prose text-lg text-muted">{t("dunning.lead")}</p>
        </div>
        <ol className="mt-12 flex flex-col gap-8 lg:flex-row lg:gap-0">
          {STAGES.map((stage) => (
            <li key={stage.key} className={cn("relative pl-6 lg:basis-0 lg:pt-8 lg:pl-0", stage.reach)}>
              <span
                aria-hidden="true"
                className={cn(
                  "absolute top-1 bottom-0 left-0 w-1 lg:top-0 lg:right-0 lg:bottom-auto lg:h-1 lg:w-auto",
                  stage.line,
                )}
              />
              <p className="tabular font-mono text-muted text-xs">{t("dunning.day", { day: stage.day })}</p>
              <h3 className="mt-1 font-semibold text-lg">{t(`dunning.${stage.key}.title`)}</h3>
              <p className="mt-1 max-w-72 pr-6 text-muted text-sm">{t(`dunning.${stage.key}.text`)}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
