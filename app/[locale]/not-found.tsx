import { locale as readLocale } from "next/root-params";
import { MessagePage } from "@/components/shell/message-page";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { buttonVariants } from "@/components/ui/button";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

/** 404, in the reader's language. */
export default async function NotFound() {
  const asked = await readLocale();
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const t = getTranslator(locale, "errors");
  return (
    <>
      <SiteHeader locale={locale} />
      <main id="content">
        <MessagePage code="404" title={t("notFound.title")}>
          <p>{t("notFound.description")}</p>
          <p className="mt-8">
            <a href="/" className={buttonVariants({})}>
              {getTranslator(locale, "common")("actions.backHome")}
            </a>
          </p>
        </MessagePage>
      </main>
      <SiteFooter locale={locale} />
    </>
  );
}
