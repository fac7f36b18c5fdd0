import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { StudioPage } from "@/components/studio/studio-page";
import { StudioSkeleton } from "@/components/studio/studio-skeleton";
import { billingKey, postersKey } from "@/lib/api-client/keys";
import { firstPage } from "@/lib/api-client/pages";
import { POSTERS_PER_PAGE } from "@/lib/api-client/studio";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { listPosters } from "@/lib/studio/list-posters";
import { roleAllows } from "@/lib/tenants/permissions";
import { Hydrate } from "../_components/hydrate";
import { shownCurrency } from "../_currency";
import { readPagePlans } from "../_plans";
import { type PageSession, readPageBilling, requirePageSession } from "../_session";

interface StudioRouteProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: StudioRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "studio")("title") } : {};
}

/** Where posters are made and kept. */
export default async function StudioRoute({ params }: StudioRouteProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const session = await requirePageSession("/studio");
  return (
    <Suspense fallback={<StudioSkeleton />}>
      <Studio session={session} locale={locale} />
    </Suspense>
  );
}

async function Studio({ session: { tenant, role, user }, locale }: { session: PageSession; locale: Locale }) {
  const [state, plans, posters, { account }] = await Promise.all([
    readPageBilling(tenant.id),
    readPagePlans(),
    listPosters(database(), tenant.id, { limit: POSTERS_PER_PAGE }),
    readEntitlement(database(), tenant.id),
  ]);
  return (
    <Hydrate
      seed={(client) => {
        client.setQueryData(billingKey(tenant.id), state);
        client.setQueryData(postersKey(tenant.id), firstPage(posters));
      }}
    >
      <StudioPage
        tenantId={tenant.id}
        emailVerified={user.emailVerifiedAt !== null}
        plans={plans}
        currency={shownCurrency(account.currency, locale)}
        canManage={roleAllows(role, "subscription:manage")}
      />
    </Hydrate>
  );
}
