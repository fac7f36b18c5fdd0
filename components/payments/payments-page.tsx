"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { OpenInvoices } from "./open-invoices";
import { PaymentsCard } from "./payments-card";
import { TransferCard } from "./transfer-card";

export interface PaymentsPageProps {
  tenantId: string;
  workspaceName: string;
  /** Whether the reader's role may see payments. */
  canSee: boolean;
  /** Whether it may pay an open invoice. */
  canPay: boolean;
}

/** What was paid, what is open, and what happened to each payment. */
export function PaymentsPage({ tenantId, workspaceName, canSee, canPay }: PaymentsPageProps) {
  const t = useTranslations("payments");
  return (
    <div className="mx-auto grid max-w-4xl gap-6">
      <PageHeader
        className="pb-0"
        title={t("title")}
        description={t("description", { workspace: workspaceName })}
        actions={
          <ButtonLink href="/billing" variant="secondary">
            <ArrowLeft aria-hidden="true" />
            {t("back")}
          </ButtonLink>
        }
      />
      {canPay ? <OpenInvoices tenantId={tenantId} /> : null}
      {canSee ? (
        <>
          <TransferCard tenantId={tenantId} />
          <PaymentsCard tenantId={tenantId} />
        </>
      ) : (
        <Alert title={t("notAllowed.title")}>{t("notAllowed.body", { workspace: workspaceName })}</Alert>
      )}
    </div>
  );
}
