import { notFound } from "next/navigation";
import { isLocale, type Locale } from "@/lib/i18n/locales";

/** What Next hands to a page below `[locale]`. */
export interface PageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page's language. */
export async function pageLocale({ params }: Pick<PageProps, "params">): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return locale;
}

/** Reads parameters of the query; one that is given twice counts as not given. */
export async function pageQuery({
  searchParams,
}: Pick<PageProps, "searchParams">): Promise<(name: string) => string | undefined> {
  const query = await searchParams;
  return (name) => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
}
