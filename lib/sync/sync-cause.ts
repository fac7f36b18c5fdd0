/** What can make us look at Stripe; only logged, counted and told to open tabs, it never changes what the sync writes. */
export const SYNC_CAUSES = [
  "webhook",
  "return-page",
  "refresh",
  "checkout-requested",
  "cancel-requested",
  "reactivate-requested",
  "change-requested",
  "payment-requested",
  "card-changed",
  "trial-requested",
  "registration",
  "operator",
  "dunning-ended",
  "clock",
  "due",
  "reconciliation",
  "repeat",
] as const;
export type SyncCause = (typeof SYNC_CAUSES)[number];
