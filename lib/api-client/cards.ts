import type { CardChangeDto, CardEntryDto, CardSetupDto } from "@/lib/contracts/cards";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import type { TrialSetupDto } from "@/lib/contracts/trials";
import type { Currency, Interval, Tier } from "@/lib/plans/catalogue";
import { callApi } from "./request";

/** How the card field is reached. */
export const readCardEntry = () => callApi<CardEntryDto>("/billing/card-entry");

/** Begins to save a new card for the workspace. */
export const openCardChange = (tenantId: string) =>
  callApi<CardSetupDto>(`/tenants/${tenantId}/subscription/payment-method`, { method: "POST" });

/** Charges the card that was just saved from now on, and what is overdue at once. */
export const changeCard = (tenantId: string, setupIntentId: string) =>
  callApi<CardChangeDto>(`/tenants/${tenantId}/subscription/payment-method`, {
    method: "POST",
    body: { setup_intent_id: setupIntentId },
  });

export interface TrialOrder {
  plan: Tier;
  interval: Interval;
  currency: Currency;
}

/** Begins a free trial by saving its card. */
export const openTrial = (tenantId: string, { plan, interval, currency }: TrialOrder) =>
  callApi<TrialSetupDto>(`/tenants/${tenantId}/subscription/trial`, {
    method: "POST",
    body: { plan, interval, currency },
  });

/** Starts the trial whose card is saved. */
export const completeTrial = (tenantId: string, setupIntentId: string) =>
  callApi<BillingStateDto>(`/tenants/${tenantId}/subscription/trial/complete`, {
    method: "POST",
    body: { setup_intent_id: setupIntentId },
  });
