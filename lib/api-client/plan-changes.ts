import { queryOptions } from "@tanstack/react-query";
import type { ChangeOutcomeDto, QuoteDto } from "@/lib/contracts/plan-changes";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { Interval, Tier } from "@/lib/plans/catalogue";
import { callApi } from "./request";

/** What a subscriber wants to change to. */
export interface PlanTarget {
  plan: Tier;
  interval: Interval;
  promotionCode: string | null;
}

const below = (tenantId: string, command: string) => `/tenants/${tenantId}/subscription/${command}`;

/** The price of a change, by Stripe's own arithmetic; another attempt is another quote. */
export const quoteQuery = (tenantId: string, { plan, interval, promotionCode }: PlanTarget, attempt: number) =>
  queryOptions({
    // Not below the tenant's key: what else changes there must not make a new quote of the one that is being read.
    queryKey: ["quote", tenantId, plan, interval, promotionCode, attempt],
    queryFn: ({ signal }) =>
      callApi<QuoteDto>(below(tenantId, "quote"), {
        method: "POST",
        body: { plan, interval, ...(promotionCode ? { promotion_code: promotionCode } : {}) },
        signal,
      }),
    // What is on the screen is what is paid: it does not change under the reader's hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });

/** Makes the change of a quote and charges exactly it. */
export const confirmChange = (tenantId: string, plan: Tier, quoteId: string) =>
  callApi<ChangeOutcomeDto>(below(tenantId, "upgrade"), {
    method: "POST",
    body: { new_plan: plan, quote_id: quoteId },
  });

/** Takes back a change that is scheduled or waits for the bank. */
export const undoChange = (tenantId: string) =>
  callApi<BillingStateDto>(below(tenantId, "undo-change"), { method: "POST" });

/** Stops collecting until that time. */
export const pauseSubscription = (tenantId: string, resumesAt: string) =>
  callApi<BillingStateDto>(below(tenantId, "pause"), { method: "POST", body: { resumes_at: resumesAt } });

/** Ends a pause. */
export const resumeSubscription = (tenantId: string) =>
  callApi<BillingStateDto>(below(tenantId, "resume"), { method: "POST" });
