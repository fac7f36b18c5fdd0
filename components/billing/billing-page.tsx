"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { PaymentsLink } from "@/components/payments/payments-link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { billingQuery, invoicesQuery, openPortal } from "@/lib/api-client/billing";
import { itemsOf } from "@/lib/api-client/pages";
import type { PlanDto } from "@/lib/contracts/plans";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Currency } from "@/lib/plans/catalogue";
import { AccessReason } from "./access-reason";
import { BillingSkeleton } from "./billing-skeleton";
import { ChangeBanner } from "./change-banner";
import { chooseBanner } from "./choose-banner";
import { CreditsCard } from "./credits-card";
import { InvoicesCard } from "./invoices-card";
import { PlanCard } from "./plan-card";
import { StateBanner } from "./state-banner";
import { UpgradeCard } from "./upgrade-card";
import { useExternalVisit } from "./use-external-visit";

export interface BillingPageProps {
  tenantId: string;
  workspaceName: string;
  plans: PlanDto[];
  /** In which prices are shown to somebody who pays nothing yet. */
  currency: Currency;
  /** Whether the reader's role may change the plan and see invoices. */
  canManage: boolean;
}

/** Plan, state, credits and invoices of a workspace; what changes elsewhere shows here without a reload. */
export function BillingPage(props: BillingPageProps) {
  const { data: state } = useQuery(billingQuery(props.tenantId));
  return state ? <LoadedBilling {...props} state={state} /> : <BillingSkeleton />;
}

function LoadedBilling({ state, tenantId, workspaceName, plans, currency, canManage }: BillingPageProps & LoadedProps) {
  const t = useTranslations("billing");
  const invoices = useInfiniteQuery({ ...invoicesQuery(tenantId), enabled: canManage });
  const known = itemsOf(invoices.data);
  const portal = useExternalVisit(() => openPortal(tenantId));
  const banner = chooseBanner(state, known);
  const hasAccount = state.subscription !== null || state.payment_method !== null || known.length > 0;
  return (
    <div className="mx-auto grid max-w-4xl gap-6">
      <PageHeader
        className="pb-0"
        title={t("title")}
        description={t("description", { workspace: workspaceName })}
        actions={
          canManage && hasAccount ? (
            <Button variant="secondary" loading={portal.isLeaving} onClick={portal.visit}>
              {t("manage")}
            </Button>
          ) : null
        }
      />
      {canManage ? null : (
        <Alert title={t("notAllowed.title")}>{t("notAllowed.body", { workspace: workspaceName })}</Alert>
      )}
      <ChangeBanner state={state} canManage={canManage} />
      {banner ? <StateBanner banner={banner} state={state} canManage={canManage} portal={portal} /> : null}
      <PlanCard state={state} plans={plans} currency={currency} canManage={canManage} />
      {state.subscription === null && canManage ? (
        <UpgradeCard plans={plans} tier={state.access.tier} currency={currency} workspaceName={workspaceName} />
      ) : null}
      <CreditsCard state={state} tenantId={tenantId} currency={currency} canManage={canManage} />
      {canManage ? <InvoicesCard query={invoices} /> : null}
      {canManage && hasAccount ? <PaymentsLink /> : null}
      <AccessReason state={state} />
    </div>
  );
}

interface LoadedProps {
  state: BillingStateDto;
}
