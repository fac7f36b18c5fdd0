"use client";

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { Banknote } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { itemsOf, type Page } from "@/lib/api-client/pages";
import { paymentsQuery } from "@/lib/api-client/payments";
import type { PaymentDto } from "@/lib/contracts/payments";
import { PaymentItem } from "./payment-item";

/** Every payment with its state and amount, newest first. */
export function PaymentsCard({ tenantId }: { tenantId: string }) {
  const t = useTranslations("payments.list");
  const query = useInfiniteQuery(paymentsQuery(tenantId));
  return (
    <Card aria-labelledby="payments-heading" className="overflow-hidden">
      <CardHeader id="payments-heading" title={t("heading")} description={t("description")} className="pb-4" />
      <PaymentsBody tenantId={tenantId} query={query} />
      {query.hasNextPage ? (
        <CardFooter className="justify-center">
          <Button
            variant="secondary"
            size="sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

interface PaymentsBodyProps {
  tenantId: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<PaymentDto>>>;
}

function PaymentsBody({ tenantId, query }: PaymentsBodyProps) {
  const t = useTranslations("payments.list");
  const payments = itemsOf(query.data);
  if (query.isPending) return <PaymentsSkeleton />;
  if (query.isError && payments.length === 0) {
    const retry = (
      <Button variant="secondary" size="sm" onClick={() => void query.refetch()}>
        {t("retry")}
      </Button>
    );
    return <Alert tone="danger" title={t("failed")} action={retry} className="mx-5 mb-5" />;
  }
  if (payments.length === 0) {
    return (
      <EmptyState
        icon={Banknote}
        title={t("empty")}
        description={t("emptyBody")}
        action={
          <ButtonLink href="/pricing" variant="secondary">
            {t("choosePlan")}
          </ButtonLink>
        }
        className="mx-5 mb-5 py-9"
      />
    );
  }
  return (
    <ul className="divide-y divide-line border-line border-t">
      {payments.map((payment) => (
        <PaymentItem key={payment.id} payment={payment} tenantId={tenantId} />
      ))}
    </ul>
  );
}

function PaymentsSkeleton() {
  return (
    <div className="grid gap-4 px-5 pt-2 pb-6">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-11/12" />
      <Skeleton className="h-10 w-full" />
    </div>
  );
}
