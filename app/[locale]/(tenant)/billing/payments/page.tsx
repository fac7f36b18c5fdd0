import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BillingSkeleton } from "@/components/billing/billing-skeleton";
import { PaymentsPage } from "@/components/payments/payments-page";
import { invoicesKey } from "@/lib/api-client/keys";
import { firstPage } from "@/lib/api-client/pages";
import { bankTransferKey, PAYMENTS_PER_PAGE, paymentsKey } from "@/lib/api-client/payments";
import { database } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { listInvoices } from "@/lib/invoices/list-invoices";
import { listPayments } from "@/lib/payments/list-payments";
import { readBankTransfer } from "@/lib/payments/read-bank-transfer";
import { roleAllows } from "@/lib/tenants/permissions";
import { Hydrate } from "../../_components/hydrate";
import { type PageSession, requirePageSession } from "../../_session";

interface PaymentsRouteProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: PaymentsRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "payments")("title") } : {};
}

/** Every payment with what happened to it. */
export default async function PaymentsRoute({ params }: PaymentsRouteProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const session = await requirePageSession("/billing/payments");
  return (
    <Suspense fallback={<BillingSkeleton />}>
      <Payments session={session} />
    </Suspense>
  );
}

async function Payments({ session: { tenant, role } }: { session: PageSession }) {
  const canSee = roleAllows(role, "payments:read");
  const canPay = roleAllows(role, "subscription:manage") && roleAllows(role, "invoices:read");
  const db = database();
  const [payments, transfer, invoices] = await Promise.all([
    canSee ? listPayments(db, tenant.id, { limit: PAYMENTS_PER_PAGE }) : null,
    canSee ? readBankTransfer(db, tenant.id) : null,
    canPay ? listInvoices(db, tenant.id, { limit: PAYMENTS_PER_PAGE }) : null,
  ]);
  return (
    <Hydrate
      seed={(client) => {
        if (payments) client.setQueryData(paymentsKey(tenant.id), firstPage(payments));
        if (transfer) client.setQueryData(bankTransferKey(tenant.id), transfer);
        if (invoices) client.setQueryData(invoicesKey(tenant.id), firstPage(invoices));
      }}
    >
      <PaymentsPage tenantId={tenant.id} workspaceName={tenant.name} canSee={canSee} canPay={canPay} />
    </Hydrate>
  );
}
