import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { Logo } from "./logo";

export interface AuthFrameProps {
  locale: Locale;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Under the card: "No account yet? Create one". */
  footer?: ReactNode;
}

/** The quiet frame of sign-in, sign-up, reset and invitation pages: one card, one task. */
export function AuthFrame({ locale, title, description, children, footer }: AuthFrameProps) {
  const t = getTranslator(locale, "common");
  return (
    <main id="content" className="grid min-h-dvh content-start justify-items-center px-4 pt-[max(2.5rem,12dvh)] pb-16">
      <div className="w-full max-w-[25rem]">
        <a href="/" aria-label={t("product")} className="inline-flex rounded-md">
          <Logo name={t("product")} />
        </a>
        <h1 className="mt-8 font-semibold text-2xl">{title}</h1>
        {description ? <p className="mt-1.5 text-muted">{description}</p> : null}
        <div className="mt-7 rounded-xl border border-line bg-surface p-5 shadow-card sm:p-6">{children}</div>
        {footer ? <p className="mt-5 text-center text-muted text-sm">{footer}</p> : null}
      </div>
    </main>
  );
}
