import type { ConfirmationDto } from "@/lib/contracts/checkout";

/**
 * complete: paid, and what was bought is there · processing: paid, and not there yet · open: not paid (yet) · expired: never paid ·
 * unreachable: nobody could ask Stripe so far.
 */
export type ReturnState = "complete" | "processing" | "open" | "expired" | "unreachable";

/** What the return page may say. It says "You're on Pro" only when the access decision does, too. */
export function returnState(confirmation: ConfirmationDto | null): ReturnState {
  if (!confirmation) return "unreachable";
  if (confirmation.status !== "complete") return confirmation.status;
  return isThere(confirmation) ? "complete" : "processing";
}

function isThere(confirmation: ConfirmationDto): boolean {
  switch (confirmation.kind) {
    case "plan":
      return confirmation.billing.access.tier === confirmation.plan;
    case "credits":
      return confirmation.credited;
  }
}
