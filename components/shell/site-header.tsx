import Link from "next/link";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { HeaderAccount } from "./header-account";
import { Logo } from "./logo";
import { MobileMenu } from "./mobile-menu";

const LINK = "rounded-md px-2.5 py-1.5 font-medium text-muted text-sm hover:text-ink";

/** The public pages' header: the same for everyone until the browser knows who looks. */
export function SiteHeader({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "common");
  const account = {
    labels: {
      signIn: t("actions.signIn"),
      startFree: t("actions.startFree"),
      openStudio: t("actions.openStudio"),
    },
  };
  return (
    <header className="sticky top-0 z-40 border-line border-b bg-canvas/92 backdrop-blur-md">
      <div className="page flex h-16 items-center gap-6">
        <Link href="/" aria-label={t("product")} className="flex rounded-md">
          <Logo name={t("product")} />
        </Link>
        <nav aria-label={t("nav.label")} className="hidden items-center md:flex">
          <Link href="/#studio" className={LINK}>
            {t("nav.product")}
          </Link>
          <Link href="/pricing" className={LINK}>
            {t("nav.pricing")}
          </Link>
          <Link href="/#developers" className={LINK}>
            {t("nav.developers")}
          </Link>
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <div className="hidden items-center gap-2 sm:flex">
            <HeaderAccount
              {...account}
              classes={{
                quiet: buttonVariants({ variant: "ghost", size: "sm" }),
                loud: buttonVariants({ variant: "solid", size: "sm" }),
              }}
            />
          </div>
          <MobileMenu label={t("nav.menu")} className="md:hidden">
            <nav aria-label={t("nav.label")} className="grid gap-1">
              {[
                { href: "/#studio", label: t("nav.product") },
                { href: "/pricing", label: t("nav.pricing") },
                { href: "/#developers", label: t("nav.developers") },
              ].map((item) => (
                <a key={item.href} href={item.href} className="rounded-md px-3 py-3 font-medium hover:bg-sunken">
                  {item.label}
                </a>
              ))}
            </nav>
            <div className="mt-2 grid gap-2 border-line border-t pt-4 sm:hidden">
              <HeaderAccount
                {...account}
                classes={{
                  quiet: cn(buttonVariants({ variant: "secondary", block: true })),
                  loud: cn(buttonVariants({ variant: "solid", block: true })),
                }}
              />
            </div>
          </MobileMenu>
        </div>
      </div>
    </header>
  );
}
