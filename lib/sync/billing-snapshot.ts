import type { CheckoutStatus, InvoiceStatus, SubscriptionDiscount, SubscriptionStatus } from "@/db/schema/billing";
import type { RefundStatus } from "@/db/schema/payments";
import type { CheckoutId, PaymentId } from "@/lib/ids";

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
  trialStartAt: Date | null;
  trialEndAt: Date | null;
  cancelAt: Date | null;
  canceledAt: Date | null;
  endedAt: Date | null;
  collectionPaused: boolean;
  collectionResumesAt: Date | null;
  collectionMethod: "charge_automatically" | "send_invoice";
  /** A change that waits for its payment; Stripe drops it at `pendingExpiresAt`. */
  pendingStripePriceId: string | null;
  pendingQuantity: number | null;
  pendingExpiresAt: Date | null;
  /** The change that its schedule makes next. */
  stripeScheduleId: string | null;
  scheduledStripePriceId: string | null;
  scheduledQuantity: number | null;
  scheduledAt: Date | null;
  discounts: SubscriptionDiscount[];
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
  /** Until when it may be paid; null where a card is charged at once. */
  dueAt: Date | null;
  paidAt: Date | null;
  attemptCount: number;
  nextAttemptAt: Date | null;
  hostedUrl: string | null;
  pdfUrl: string | null;
}

export interface CardSnapshot {
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
}

/** One try to charge a payment. */
export interface AttemptSnapshot {
  stripeChargeId: string;
  succeeded: boolean;
  pending: boolean;
  /** Stripe's decline code or error code. */
  failureCode: string | null;
  createdAt: Date;
}

export interface RefundSnapshot {
  stripeRefundId: string;
  amountMinor: number;
  currency: string;
  status: RefundStatus;
  reason: string | null;
  createdAt: Date;
}

export interface DisputeSnapshot {
  stripeDisputeId: string;
  amountMinor: number;
  currency: string;
  status: string;
  reason: string;
  createdAt: Date;
}

/** A PaymentIntent with what was tried on it and what came of it later. */
export interface PaymentSnapshot {
  stripePaymentIntentId: string;
  /** Our payment that made Stripe create it, from its metadata; null for what Stripe made by itself. */
  paymentId: PaymentId | null;
  /** Our checkout that it pays for, from its metadata; null for everything but credit packs. */
  checkoutId: CheckoutId | null;
  /** Stripe's word: requires_payment_method, requires_action, processing, succeeded, canceled, … */
  status: string;
  amountMinor: number;
  /** What was received of it. */
  receivedMinor: number;
  currency: string;
  description: string | null;
  stripeInvoiceId: string | null;
  /** Why the last attempt failed, also where it made no charge (a failed authentication). */
  failureCode: string | null;
  createdAt: Date;
  canceledAt: Date | null;
  /** The oldest first. */
  attempts: AttemptSnapshot[];
  refunds: RefundSnapshot[];
  disputes: DisputeSnapshot[];
}

/** Everything that Stripe knows of one of our customers, read at one moment. */
export interface BillingSnapshot {
  customerDeleted: boolean;
  stripeClockId: string | null;
  clockFrozenAt: Date | null;
  currency: string | null;
  /** Negative: credit that the next invoices use up. */
  balanceMinor: number;
  /** The customer's default card; a subscription's own card stands before it. */
  card: CardSnapshot | null;
  subscriptions: SubscriptionSnapshot[];
  invoices: InvoiceSnapshot[];
  payments: PaymentSnapshot[];
  /** A subscription that has a card of its own beside the customer's; `newDefault` when its card is the newer one. */
  cardToAdopt: { stripeSubscriptionId: string; newDefault: string | null } | null;
  /** What Stripe will charge next, with discounts, credit and tax; null when nothing is going to be charged. */
  nextCharge: { amountMinor: number; currency: string } | null | "unknown";
  /** What became of the checkouts that we asked about. */
  checkouts: { stripeSessionId: string; status: Extract<CheckoutStatus, "open" | "complete" | "expired"> }[];
}
