import { Check } from "lucide-react";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { CHECKOUT_REQUEST, CHECKOUT_RESPONSE, PRICE_REFUSAL } from "./api-example";

const POINTS = ["sync", "events", "local", "deploy"] as const;

const REQUEST = `${CHECKOUT_REQUEST.line}
Content-Type: application/json

{ "plan": "${CHECKOUT_REQUEST.body.plan}", "interval": "${CHECKOUT_REQUEST.body.interval}" }`;

const RESPONSE = `${CHECKOUT_RESPONSE.line}
Content-Type: application/json

${JSON.stringify(CHECKOUT_RESPONSE.body, null, 2)}`;

const REFUSAL = `${PRICE_REFUSAL.line}
Content-Type: application/problem+json

${JSON.stringify(PRICE_REFUSAL.body, null, 2)}`;

/** The API, by example: a purchase, and how a refusal looks. */
export function DevelopersSection({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "landing");
  return (
    <section
      id="developers"
      className="page grid items-start gap-x-16 gap-y-12 py-20 sm:py-28 lg:grid-cols-[1fr_1.1fr]"
    >
      <div className="lg:sticky lg:top-28">
        <h2 className="font-semibold text-3xl tracking-[-0.03em] sm:text-4xl">{t("developers.title")}</h2>
        <p className="mt-4 max-w-prose text-lg text-muted">{t("developers.lead")}</p>
        <ul className="mt-8 grid gap-3">
          {POINTS.map((point) => (
            <li key={point} className="flex gap-3">
              <Check className="mt-0.5 size-5 shrink-0 text-accent-text" aria-hidden="true" />
              {t(`developers.points.${point}`)}
            </li>
          ))}
        </ul>
      </div>
      <div className="grid min-w-0 gap-3">
        <Code label={t("developers.requestLabel")} text={REQUEST} />
        <Code label={t("developers.responseLabel")} text={RESPONSE} />
        <Code label={t("developers.refusalLabel")} text={REFUSAL} />
      </div>
    </section>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-xl border border-code-line bg-code text-code-text">
      <figcaption className="border-code-line border-b px-5 py-2.5 text-code-muted text-xs">{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and the keyboard must reach that. */}
      <pre tabIndex={0} className="overflow-x-auto p-5 font-mono text-[0.8125rem] leading-relaxed">
        {text}
      </pre>
    </figure>
  );
}
