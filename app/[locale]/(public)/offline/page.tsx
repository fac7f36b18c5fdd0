import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/button";
import { isLocale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

interface OfflinePageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: OfflinePageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return { title: getTranslator(locale, "offline")("title"), robots: { index: false } };
}

/** What the worker shows for a page that it cannot fetch: it says so, instead of showing something old (G25). */
export default async function OfflinePage({ params }: OfflinePageProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = getTranslator(locale, "offline");
  const common = getTranslator(locale, "common");
  return (
    <MessagePage title={t("title")}>
      <p>{t("description")}</p>
      {/* An empty form sends the visitor to the address he asked for, script or not. */}
      <form className="mt-8">
        <button type="submit" className={buttonVariants({})}>
          {t("retry")}
        </button>
      </form>
      <p className="mt-10 text-base">{t("stillHere")}</p>
      <p className="mt-2 flex gap-5 text-base text-ink">
        <Link href="/" prefetch={false} className="underline underline-offset-4">
          {common("product")}
        </Link>
        <Link href="/pricing" prefetch={false} className="underline underline-offset-4">
          {common("nav.pricing")}
        </Link>
      </p>
    </MessagePage>
  );
}
