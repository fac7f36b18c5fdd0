import { queryOptions } from "@tanstack/react-query";
import type { CheckoutDto, ConfirmationDto } from "@/lib/contracts/checkout";
import type { Currency, Interval, Tier } from "@/lib/plans/catalogue";
import { confirmationKey } from "./keys";
import { callApi } from "./request";

// Live updates bring the news at once; this is for the network that carries none.
const STILL_OPEN_POLL_MS = 4000;

/** A purchase, by the names of the catalogue. */
export interface Order {
  plan: Tier;
  interval: Interval;
  currency: Currency;
  /** A path of ours to go back to afterwards. */
  returnTo: string | null;
}

/** Opens the payment page, or finds the one that is open for the same order. */
export const openCheckout = (tenantId: string, { plan, interval, currency, returnTo }: Order) =>
  callApi<CheckoutDto>(`/tenants/${tenantId}/checkout`, {
    method: "POST",
    body: { plan, interval, currency, ...(returnTo ? { return_to: returnTo } : {}) },
  });

/** What came of a purchase. Each asking makes the server ask Stripe, until there is an end. */
export const confirmationQuery = (tenantId: string, sessionId: string) =>
  queryOptions({
    queryKey: confirmationKey(tenantId, sessionId),
    queryFn: ({ signal }) =>
      callApi<ConfirmationDto>(`/tenants/${tenantId}/checkout/confirm`, {
        method: "POST",
        body: { session_id: sessionId },
        signal,
      }),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : STILL_OPEN_POLL_MS),
  });

function isOver(confirmation: ConfirmationDto): boolean {
  const waitsForMoney = confirmation.kind === "credits" && confirmation.status === "complete" && !confirmation.credited;
  return confirmation.status !== "open" && !waitsForMoney;
}

/** Opens the payment page for a credit pack, or finds the one that is open for it. */
export const openPackCheckout = (tenantId: string, pack: string, currency: Currency, returnTo: string) =>
  callApi<CheckoutDto>(`/tenants/${tenantId}/credits/packs/${pack}/checkout`, {
    method: "POST",
    body: { currency, return_to: returnTo },
  });
