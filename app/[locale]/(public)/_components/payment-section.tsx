import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

const POINTS = ["exact", "once", "undo"] as const;

/** The promise about money, in three ruled columns. */
export function PaymentSection({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  return (
    <section id="payment" className="page py-20 sm:py-28">
      <h2 className="max-w-xl font-semibold text-3xl tracking-[-0.03em] sm:text-4xl">{t("payment.title")}</h2>
      <p className="mt-4 max-w-2xl text-lg text-muted">{t("payment.lead")}</p>
      <dl className="mt-12 grid gap-x-10 gap-y-8 sm:grid-cols-3">
        {POINTS.map((point) => (
          <div key={point} className="border-ink border-t-2 pt-4">
            <dt className="font-semibold text-lg">{t(`payment.points.${point}.title`)}</dt>
            <dd className="mt-1.5 text-muted">{t(`payment.points.${point}.text`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
