"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useLocale, useTranslations } from "use-intl/react";
import { useFormat } from "@/components/billing/use-format";
import { authenticatePayment } from "@/components/cards/authenticate-payment";
import { CardFailureAlert } from "@/components/cards/card-failure-alert";
import type { CardFailure } from "@/components/cards/card-outcome";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { invoicesQuery, refreshSubscription } from "@/lib/api-client/billing";
import { tenantKey } from "@/lib/api-client/keys";
import { itemsOf } from "@/lib/api-client/pages";
import { payInvoice } from "@/lib/api-client/payments";
import { ApiError } from "@/lib/api-client/request";
import type { InvoiceDto } from "@/lib/contracts/subscription";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

/** Every invoice that asks for money, with the way to pay it here. */
export function OpenInvoices({ tenantId }: { tenantId: string }) {
  const { data } = useInfiniteQuery(invoicesQuery(tenantId));
  const open = itemsOf(data).filter(({ status }) => status === "open");
  return open.map((invoice) => <OpenInvoice key={invoice.id} invoice={invoice} tenantId={tenantId} />);
}

function OpenInvoice({ invoice, tenantId }: { invoice: InvoiceDto; tenantId: string }) {
  const t = useTranslations("payments.owed");
  const { money } = useFormat();
  const { mutate, isPending, failure, refusal } = usePay(invoice, tenantId);
  const amount = money(invoice.amount_due_minor - invoice.amount_paid_minor, invoice.currency);
  return (
    <>
      <Alert
        tone="warning"
        title={t("title", { number: invoice.number ?? "", amount })}
        action={
          <Button size="sm" loading={isPending} onClick={() => mutate()}>
            {t("pay", { amount })}
          </Button>
        }
      >
        {t("body")}
      </Alert>
      {failure ? <CardFailureAlert failure={failure} action={<ChangeCard />} /> : null}
      {refusal ? (
        <Alert tone="danger" assertive title={t("declined")} action={<ChangeCard />}>
          {refusal}
        </Alert>
      ) : null}
    </>
  );
}

function ChangeCard() {
  const t = useTranslations("payments.owed");
  return (
    <ButtonLink href="/billing" variant="secondary" size="sm">
      {t("changeCard")}
    </ButtonLink>
  );
}

/** Asks for the money, leads through the bank's question, and tells how it ended. */
function usePay(invoice: InvoiceDto, tenantId: string) {
  const t = useTranslations("payments.owed");
  const language = useLocale();
  const client = useQueryClient();
  const [failure, setFailure] = useState<CardFailure | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      setFailure(null);
      const answer = await payInvoice(tenantId, invoice.id);
      if (answer.status !== "requires_action" || !answer.client_secret) return answer.status;
      const outcome = await authenticatePayment(answer.client_secret, isLocale(language) ? language : DEFAULT_LOCALE);
      // Whatever the bank said, how things stand now is asked of Stripe.
      await refreshSubscription(tenantId);
      if (outcome.ok) return "paid";
      setFailure(outcome.failure);
      return "failed";
    },
    meta: { shownInPlace: ["payment_failed", "payment_method_required"] },
    onSuccess: (status) => {
      if (status === "paid") toast.success(t("paid"));
      if (status === "processing") toast(t("processing"));
    },
    onSettled: () => client.invalidateQueries({ queryKey: tenantKey(tenantId) }),
  });
  const isShownHere = error instanceof ApiError && ["payment_failed", "payment_method_required"].includes(error.code);
  return { mutate, isPending, failure, refusal: isShownHere ? error.detail : null };
}
