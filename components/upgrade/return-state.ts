import type { ConfirmationDto } from "@/lib/contracts/checkout";

/**
 * complete: paid, and the plan counts · processing: paid, the plan not yet · open: not paid (yet) · expired: never paid ·
 * unreachable: nobody could ask Stripe so far.
 */
export type ReturnState = "complete" | "processing" | "open" | "expired" | "unreachable";

/** What the return page may say. It says "You're on Pro" only when the access decision does, too. */
export function returnState(confirmation: ConfirmationDto | null): ReturnState {
  if (!confirmation) return "unreachable";
  const { status, plan, billing } = confirmation;
  if (status !== "complete") return status;
  return billing.access.tier === plan ? "complete" : "processing";
}
