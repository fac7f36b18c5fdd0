import { Plus } from "lucide-react";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

const QUESTIONS = ["upgrade", "downgrade", "credits", "failed", "cancel", "currency", "cards"] as const;

/** What people ask before they pay, in the browser's own disclosures. */
export function PricingFaq({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "pricing");
  return (
    <div className="border-line border-t">
      {QUESTIONS.map((question) => (
        <details key={question} className="group border-line border-b">
          <summary className="flex list-none items-start justify-between gap-6 py-4.5 font-medium [&::-webkit-details-marker]:hidden">
            {t(`faq.${question}.question`)}
            <Plus
              className="mt-0.5 size-5 shrink-0 text-muted transition-transform group-open:rotate-45"
              aria-hidden="true"
            />
          </summary>
          <p className="max-w-[62ch] pb-6 text-muted">{t(`faq.${question}.answer`)}</p>
        </details>
      ))}
    </div>
  );
}
