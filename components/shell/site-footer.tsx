import Link from "next/link";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { Logo } from "./logo";
import { ThemeToggle } from "./theme-toggle";

interface Column {
  heading: string;
  /** Links of this site's public pages go through the router; all others load a new document. */
  links: { href: string; label: string; document?: boolean }[];
}

/** The public pages' footer. */
export function SiteFooter({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "common");
  const columns: Column[] = [
    {
      heading: t("footer.productHeading"),
      links: [
        { href: "/#studio", label: t("nav.studio") },
        { href: "/pricing", label: t("nav.pricing") },
      ],
    },
    {
      heading: t("footer.accountHeading"),
      links: [
        { href: "/sign-in", label: t("actions.signIn"), document: true },
        { href: "/sign-up", label: t("footer.signUp"), document: true },
      ],
    },
    {
      heading: t("footer.howHeading"),
      links: [
        { href: "/#payment", label: t("footer.payment") },
        { href: "/#failed-cards", label: t("footer.failedCards") },
        { href: "/#developers", label: t("nav.developers") },
      ],
    },
  ];
  return (
    <footer className="mt-auto border-line border-t bg-sunken">
      <div className="page grid gap-x-8 gap-y-10 py-12 md:grid-cols-[1.6fr_repeat(3,1fr)]">
        <div className="grid content-start justify-items-start gap-4">
          <Logo name={t("product")} />
          <p className="max-w-64 text-muted text-sm">{t("footer.stripe")}</p>
          <ThemeToggle
            labels={{
              label: t("theme.label"),
              light: t("theme.light"),
              dark: t("theme.dark"),
              system: t("theme.system"),
            }}
          />
        </div>
        <nav aria-label={t("footer.label")} className="grid grid-cols-2 gap-8 sm:grid-cols-3 md:col-span-3">
          {columns.map((column) => (
            <div key={column.heading}>
              <h2 className="font-medium text-sm">{column.heading}</h2>
              <ul className="mt-3 grid gap-2.5 text-muted text-sm">
                {column.links.map((link) => (
                  <li key={link.href}>
                    {link.document ? (
                      <a href={link.href} className="hover:text-ink hover:underline">
                        {link.label}
                      </a>
                    ) : (
                      <Link href={link.href} className="hover:text-ink hover:underline">
                        {link.label}
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  );
}
