import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BillingPage } from "@/components/billing/billing-page";
import { BillingSkeleton } from "@/components/billing/billing-skeleton";
import { billingKey, invoicesKey } from "@/lib/api-client/keys";
import { firstPage } from "@/lib/api-client/pages";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { listInvoices } from "@/lib/invoices/list-invoices";
import { roleAllows } from "@/lib/tenants/permissions";
import { Hydrate } from "../_components/hydrate";
import { shownCurrency } from "../_currency";
import { readPagePlans } from "../_plans";
import { type PageSession, readPageBilling, requirePageSession } from "../_session";

interface BillingRouteProps {
  params: Promise<{ locale: string }>;
}

const INVOICES_SHOWN = 12;

export async function generateMetadata({ params }: BillingRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "billing")("title") } : {};
}

/** Plan, state, credits and invoices. */
export default async function BillingRoute({ params }: BillingRouteProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const session = await requirePageSession("/billing");
  return (
    <Suspense fallback={<BillingSkeleton />}>
      <Billing session={session} locale={locale} />
    </Suspense>
  );
}

async function Billing({ session: { tenant, role }, locale }: { session: PageSession; locale: Locale }) {
  const canManage = roleAllows(role, "subscription:manage");
  const [state, plans, invoices, { account }] = await Promise.all([
    readPageBilling(tenant.id),
    readPagePlans(),
    roleAllows(role, "invoices:read") ? listInvoices(database(), tenant.id, { limit: INVOICES_SHOWN }) : null,
    readEntitlement(database(), tenant.id),
  ]);
  return (
    <Hydrate
      seed={(client) => {
        client.setQueryData(billingKey(tenant.id), state);
        if (invoices) client.setQueryData(invoicesKey(tenant.id), firstPage(invoices));
      }}
    >
      <BillingPage
        tenantId={tenant.id}
        workspaceName={tenant.name}
        plans={plans}
        currency={shownCurrency(account.currency, locale)}
        canManage={canManage}
      />
    </Hydrate>
  );
}
