import type { CheckoutStatus, InvoiceStatus, SubscriptionStatus } from "@/db/schema/billing";

/** A subscription as Stripe reports it, in our own words (G5: one mapper, no Stripe type beyond lib/stripe). */
export interface SubscriptionSnapshot {
  stripeSubscriptionId: string;
  status: SubscriptionStatus;
  stripePriceId: string;
  quantity: number;
  currency: string;
  amountMinor: number;
  currentPeriodStartAt: Date;
  currentPeriodEndAt: Date;
  trialEndAt: Date | null;
  cancelAt: Date | null;
  canceledAt: Date | null;
  endedAt: Date | null;
  collectionPaused: boolean;
  createdAt: Date;
}

export interface InvoiceSnapshot {
  stripeInvoiceId: string;
  stripeSubscriptionId: string | null;
  number: string | null;
  status: InvoiceStatus;
  billingReason: string | null;
  description: string | null;
  currency: string;
  totalMinor: number;
  amountDueMinor: number;
  amountPaidMinor: number;
  createdAt: Date;
  finalizedAt: Date | null;
  paidAt: Date | null;
  hostedUrl: string | null;
  pdfUrl: string | null;
}

export interface CardSnapshot {
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
}

/** Everything that Stripe knows of one of our customers, read at one moment. */
export interface BillingSnapshot {
  customerDeleted: boolean;
  clockFrozenAt: Date | null;
  currency: string | null;
  /** The customer's default card; a subscription's own card stands before it. */
  card: CardSnapshot | null;
  subscriptions: SubscriptionSnapshot[];
  invoices: InvoiceSnapshot[];
  /** A subscription that has a card of its own beside the customer's; `newDefault` when its card is the newer one. */
  cardToAdopt: { stripeSubscriptionId: string; newDefault: string | null } | null;
  /** What Stripe will charge next, with discounts, credit and tax; null when nothing is going to be charged. */
  nextCharge: { amountMinor: number; currency: string } | null | "unknown";
  /** What became of the checkouts that we asked about. */
  checkouts: { stripeSessionId: string; status: Extract<CheckoutStatus, "open" | "complete" | "expired"> }[];
}
