import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { BillingStateDto, InvoiceDto } from "@/lib/contracts/subscription";
import { billingKey, invoicesKey } from "./keys";
import type { Page } from "./pages";
import { callApi } from "./request";

const INVOICES_PER_PAGE = 12;

/** Plan, access, card and credits of a tenant. */
export const billingQuery = (tenantId: string) =>
  queryOptions({
    queryKey: billingKey(tenantId),
    queryFn: ({ signal }) => callApi<BillingStateDto>(`/tenants/${tenantId}/subscription/details`, { signal }),
  });

/** The tenant's invoices, newest first. */
export const invoicesQuery = (tenantId: string) =>
  infiniteQueryOptions({
    queryKey: invoicesKey(tenantId),
    queryFn: ({ signal, pageParam }) =>
      callApi<Page<InvoiceDto>>(`/tenants/${tenantId}/subscription/invoices`, {
        signal,
        query: { limit: INVOICES_PER_PAGE, cursor: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** Asks Stripe how things stand. */
export const refreshSubscription = (tenantId: string) =>
  callApi<BillingStateDto>(`/tenants/${tenantId}/subscription/refresh`, { method: "POST" });

/** Ends the plan with its paid period. */
export const cancelSubscription = (tenantId: string, reason: string) =>
  callApi<BillingStateDto>(`/tenants/${tenantId}/subscription/cancel`, {
    method: "POST",
    body: reason ? { reason } : {},
  });

/** Takes a cancellation back before it has come true. */
export const reactivateSubscription = (tenantId: string) =>
  callApi<BillingStateDto>(`/tenants/${tenantId}/subscription/reactivate`, { method: "POST" });

/** Opens Stripe's page for cards, addresses and invoices. */
export const openPortal = (tenantId: string) =>
  callApi<{ url: string }>(`/tenants/${tenantId}/portal`, { method: "POST" });
