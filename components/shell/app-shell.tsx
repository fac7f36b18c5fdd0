import Link from "next/link";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { AppNav, type Place } from "./app-nav";
import { InstallButton } from "./install-button";
import { Logo, LogoMark } from "./logo";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";

export interface AppShellProps {
  locale: Locale;
  /** The workspace's name, as text or as what switches to another one. */
  workspaceName: ReactNode;
  /** The plan in a `Badge`, beside the workspace's name. */
  planBadge: ReactNode;
  user: { name: string; email: string };
  /** A control that ends the session, dressed with `menuEntry`. */
  signOut: ReactNode;
  /** Above every page: the state banner of billing. */
  banner?: ReactNode;
  children: ReactNode;
}

/** The signed-in frame: a sidebar beside the content, or a bar at the foot on a phone. */
export function AppShell({ locale, workspaceName, planBadge, user, signOut, banner, children }: AppShellProps) {
  const t = getTranslator(locale, "common");
  const places: Record<Place, string> = {
    studio: t("nav.studio"),
    workspace: t("nav.workspace"),
    billing: t("nav.billing"),
    team: t("nav.team"),
    developers: t("nav.developers"),
    account: t("nav.account"),
  };
  const menu = (
    <>
      <InstallButton label={t("install")} />
      {signOut}
      <div className="mt-1.5 flex items-center justify-between gap-3 border-line border-t px-2.5 pt-2.5 pb-1 text-muted text-xs">
        {t("theme.label")}
        <ThemeToggle
          labels={{
            label: t("theme.label"),
            light: t("theme.light"),
            dark: t("theme.dark"),
            system: t("theme.system"),
          }}
        />
      </div>
    </>
  );
  const workspace = (
    <span className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 truncate font-medium text-sm">{workspaceName}</span>
      {planBadge}
    </span>
  );
  return (
    <div className="flex min-h-dvh flex-col md:grid md:grid-cols-[15.5rem_1fr]">
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r bg-sunken md:flex">
        <Link href="/studio" aria-label={t("product")} className="mx-4 mt-5 inline-flex self-start rounded-md">
          <Logo name={t("product")} />
        </Link>
        <div className="mx-4 mt-5 border-line border-y py-3">
          <p className="sr-only">{t("nav.workspace")}</p>
          {workspace}
        </div>
        <div className="mt-3 flex-1 px-2.5">
          <AppNav label={t("nav.label")} labels={places} form="sidebar" />
        </div>
        <div className="border-line border-t p-2.5">
          <UserMenu name={user.name} email={user.email} label={t("nav.account")}>
            {menu}
          </UserMenu>
        </div>
      </aside>

      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-40 flex h-14 items-center gap-3 border-line border-b bg-canvas/95 px-4 backdrop-blur-md md:hidden">
          <Link href="/studio" aria-label={t("product")} className="rounded-md">
            <LogoMark />
          </Link>
          <div className="min-w-0 flex-1">{workspace}</div>
          <UserMenu name={user.name} email={user.email} label={t("nav.account")} compact>
            {menu}
          </UserMenu>
        </header>
        {banner ? <div className="mx-auto w-full max-w-6xl px-4 pt-4 md:px-8 md:pt-6">{banner}</div> : null}
        <main id="content" className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-28 md:px-8 md:pt-9 md:pb-16">
          {children}
        </main>
      </div>

      <div className="fixed inset-x-0 bottom-0 z-40 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
        <AppNav label={t("nav.label")} labels={places} form="bar" />
      </div>
    </div>
  );
}
