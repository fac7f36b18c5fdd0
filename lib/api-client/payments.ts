import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { PaidInvoiceDto } from "@/lib/contracts/invoices";
import type { BankTransferDto, PaymentDetailDto, PaymentDto } from "@/lib/contracts/payments";
import { tenantKey } from "./keys";
import type { Page } from "./pages";
import { callApi } from "./request";

/** How many payments a page shows at first, and more at each press. */
export const PAYMENTS_PER_PAGE = 12;

export const paymentsKey = (tenantId: string) => [...tenantKey(tenantId), "payments"] as const;
export const bankTransferKey = (tenantId: string) => [...tenantKey(tenantId), "bank-transfer"] as const;

/** The tenant's payments, newest first. */
export const paymentsQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: paymentsKey(tenantId),
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<PaymentDto>>(`/tenants/${tenantId}/payments`, {
        signal,
        query: { limit: PAYMENTS_PER_PAGE, cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** One payment with what happened to it. */
export const paymentQuery = (tenantId: string, paymentId: string) =>
  queryOptions({
    queryKey: [...tenantKey(tenantId), "payment", paymentId],
    queryFn: ({ signal }) => callApi<PaymentDetailDto>(`/tenants/${tenantId}/payments/${paymentId}`, { signal }),
  });

/** Whether the subscription is paid by transfer, and by which reference. */
export const bankTransferQuery = (tenantId: string) =>
  queryOptions({
    queryKey: bankTransferKey(tenantId),
    queryFn: ({ signal }) => callApi<BankTransferDto>(`/tenants/${tenantId}/payments/bank-transfer`, { signal }),
  });

/** Collects an open invoice on the saved card. */
export const payInvoice = (tenantId: string, invoiceId: string) =>
  callApi<PaidInvoiceDto>(`/tenants/${tenantId}/subscription/invoices/${invoiceId}/pay`, { method: "POST" });
