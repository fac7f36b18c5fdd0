import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { isLocale } from "@/lib/i18n/locales";

interface PublicLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** Header and footer of the pages that everyone may see. */
export default async function PublicLayout({ children, params }: PublicLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <>
      <SiteHeader locale={locale} />
      <main id="content">{children}</main>
      <SiteFooter locale={locale} />
    </>
  );
}
