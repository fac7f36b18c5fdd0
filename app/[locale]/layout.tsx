import "../globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { OfflineSupport } from "@/components/shell/offline-support";
import { SkipLink } from "@/components/shell/skip-link";
import { isLocale, LOCALES } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { THEME_SCRIPT } from "@/lib/security/theme-script";

interface LocaleLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** One static rendering per language; no other first segment exists. */
export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: LocaleLayoutProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = getTranslator(locale, "common");
  return {
    title: { default: `${t("product")}: ${t("tagline")}`, template: `%s · ${t("product")}` },
    description: t("description"),
    applicationName: t("product"),
    appleWebApp: { capable: true, title: t("product"), statusBarStyle: "default" },
    icons: {
      icon: [
        { url: "/icons/icon.svg", type: "image/svg+xml" },
        { url: "/icons/icon-192.png", type: "image/png", sizes: "192x192" },
      ],
      apple: [{ url: "/icons/apple-touch-180.png", sizes: "180x180" }],
    },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8faf8" },
    { media: "(prefers-color-scheme: dark)", color: "#0a100d" },
  ],
};

/** The document around every page in every language. */
export default async function RootLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = getTranslator(locale, "common");
  return (
    // The theme script marks <html> before React arrives, so its attributes may differ from the server's.
    <html lang={locale} className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of our own, allowed by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body className="flex flex-col bg-canvas">
        <SkipLink label={t("skipToContent")} />
        {children}
        <OfflineSupport labels={{ title: t("update.title"), action: t("update.action") }} />
      </body>
    </html>
  );
}
