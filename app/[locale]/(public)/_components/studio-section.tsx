import { Sparkles } from "lucide-react";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { Poster } from "./poster";
import { SAMPLE_POSTERS } from "./sample-posters";

/** The sample product: a prompt, a press, a gallery of what the Studio really draws. */
export function StudioSection({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  return (
    <section id="studio" className="border-line border-y bg-sunken py-20 sm:py-28">
      <div className="page">
        <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
          <div>
            <h2 className="max-w-md font-semibold text-3xl tracking-[-0.03em] sm:text-4xl">{t("studio.title")}</h2>
            <p className="mt-4 max-w-prose text-lg text-muted">{t("studio.lead")}</p>
          </div>
          <div aria-hidden="true" className="self-end rounded-xl border border-line bg-surface p-4 shadow-card">
            <p className="text-muted text-xs">{t("studio.promptLabel")}</p>
            <p className="mt-1 flex items-center text-lg">
              {t("studio.prompt")}
              <span className="ml-0.5 h-5 w-px animate-pulse-soft bg-accent" />
            </p>
            <div className="mt-5 flex items-center justify-between gap-3 border-line border-t pt-3">
              <span className="text-muted text-sm">{t("studio.cost")}</span>
              <span className={cn(buttonVariants({ size: "sm" }), "pointer-events-none")}>
                <Sparkles />
                {t("studio.make")}
              </span>
            </div>
          </div>
        </div>
        <ul className="mt-12 grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
          {SAMPLE_POSTERS.map((poster) => (
            <li key={poster.file}>
              <Poster poster={poster} alt={t("studio.alt", { prompt: poster.prompt })} className="shadow-card" />
            </li>
          ))}
        </ul>
        <p className="mt-4 text-muted text-sm">{t("studio.caption")}</p>
      </div>
    </section>
  );
}
