import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { UpgradePage } from "@/components/upgrade/upgrade-page";
import { UpgradeSkeleton } from "@/components/upgrade/upgrade-skeleton";
import { billingKey } from "@/lib/api-client/keys";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { safeReturnPath } from "@/lib/http/return-path";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { INTERVALS, TIERS } from "@/lib/plans/catalogue";
import { roleAllows } from "@/lib/tenants/permissions";
import { Hydrate } from "../_components/hydrate";
import { knownCurrency, shownCurrency } from "../_currency";
import { readPagePlans } from "../_plans";
import { type PageSession, readPageBilling, requirePageSession } from "../_session";

type Search = Record<string, string | string[] | undefined>;

interface UpgradeRouteProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Search>;
}

export async function generateMetadata({ params }: UpgradeRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "upgrade")("title") } : {};
}

/** The order before the payment page. */
export default async function UpgradeRoute({ params, searchParams }: UpgradeRouteProps) {
  const [{ locale }, search] = await Promise.all([params, searchParams]);
  if (!isLocale(locale)) notFound();
  const session = await requirePageSession(addressOf(search));
  return (
    <Suspense fallback={<UpgradeSkeleton />}>
      <Upgrade session={session} locale={locale} search={search} />
    </Suspense>
  );
}

interface UpgradeProps {
  session: PageSession;
  locale: Locale;
  search: Search;
}

async function Upgrade({ session: { tenant, role, user }, locale, search }: UpgradeProps) {
  const [state, plans, { account }] = await Promise.all([
    readPageBilling(tenant.id),
    readPagePlans(),
    readEntitlement(database(), tenant.id),
  ]);
  const fixedCurrency = knownCurrency(account.currency) ?? null;
  return (
    <Hydrate seed={(client) => client.setQueryData(billingKey(tenant.id), state)}>
      <UpgradePage
        tenantId={tenant.id}
        workspaceName={tenant.name}
        role={role}
        canManage={roleAllows(role, "subscription:manage")}
        emailVerified={user.emailVerifiedAt !== null}
        plans={plans}
        fixedCurrency={fixedCurrency}
        isCanceled={one(search, "canceled") === "1"}
        asked={{
          plan: planNamed(one(search, "plan")),
          interval: INTERVALS.find((known) => known === one(search, "interval")) ?? "monthly",
          currency: fixedCurrency ?? knownCurrency(one(search, "currency")) ?? shownCurrency(null, locale),
          returnTo: returnPath(one(search, "return_to")),
        }}
      />
    </Hydrate>
  );
}

function one(search: Search, name: string): string | undefined {
  const value = search[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The tier of that name (BASIC is the alias of starter); the page falls back to one that is for sale. */
function planNamed(name: string | undefined) {
  const wanted = name?.toLowerCase() === "basic" ? "starter" : name?.toLowerCase();
  return TIERS.find((tier) => tier === wanted) ?? "pro";
}

/** Only a page of this site is kept; without one the purchase ends in the Studio. */
function returnPath(path: string | undefined): string | null {
  return path ? safeReturnPath(path) : null;
}

function addressOf(search: Search): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(search)) {
    const value = one(search, name);
    if (value !== undefined) query.set(name, value);
  }
  return query.size > 0 ? `/upgrade?${query}` : "/upgrade";
}
