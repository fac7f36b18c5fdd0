import type { SubscriptionItem } from "./wire";

/** What the sandbox knows of a payment method beside its public face. */
export type CardRecord = {
  /** The payment method's id. */
  id: string;
  /** Key of the behaviour in the table of test cards. */
  behaviour: string;
  isSetUpForOffSession: boolean;
};

/** The shape that a subscription takes when a planned change is applied. */
export type ItemsChange = {
  items: SubscriptionItem[];
  billingCycleAnchor: number;
  trialStart: number | null;
  trialEnd: number | null;
  status: "active" | "trialing" | null;
};

/** Invoice lines (with tiers several) or a pending item that paid for a period; an empty item: nothing did. */
export type Debit = { invoice: string; line: string; also?: string[] } | { pendingItem: string };

/** Billing facts of a subscription that its public object does not carry. */
export type SubscriptionRecord = {
  id: string;
  trialWillEndSent: boolean;
  upcomingSentFor: number | null;
  /** Per item: what paid its running period, which a proration credits. */
  debits: Record<string, Debit>;
  /** The periods already billed start here; a renewal draft closes at this time. */
  renewedAt: number | null;
  /** The changes that wait for a payment (pending_if_incomplete). */
  pendingChange: ItemsChange | null;
  pendingInvoice: string | null;
  /** The open invoice whose payment ends a pause. Absent in files of earlier versions. */
  resumption?: Resumption | null;
};

/** An invoice by which a paused subscription is taken up again. */
export type Resumption = {
  invoice: string;
  /** Failed payments are tried again while the subscription stays paused. */
  isRetried: boolean;
  /** When the unpaid invoice is voided; null while retries decide. */
  expiresAt: number | null;
};

/** Collection facts of an invoice. */
export type InvoiceRecord = {
  id: string;
  /** Declines so far, to plan the next retry. */
  failures: number;
  /** When the first failure happened. */
  firstFailedAt: number | null;
  /** A hard decline waits for a new payment method. */
  isWaitingForCard: boolean;
  lastTriedCard: string | null;
  /** Endpoints that have not yet acknowledged `invoice.created`. */
  unacknowledgedBy?: string[];
  /** Until then the draft is not finalised, because its creation is unacknowledged. */
  heldUntil?: number;
};

/** What a customer entered on the checkout page beside the card. */
export type Submitted = {
  email: string | null;
  name: string | null;
  country: string | null;
  postalCode: string | null;
};

/** A checkout session's order and inputs. */
export type CheckoutRecord = {
  id: string;
  lines: { id: string; price: string; quantity: number; taxRates?: string[]; metadata?: Record<string, string> }[];
  discount: { coupon: string; promotionCode: string | null } | null;
  trialEnd: number | null;
  trialDays: number | null;
  missingPaymentMethod: "cancel" | "create_invoice" | "pause";
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
  billingCycleAnchor: number | null;
  prorationBehavior: "create_prorations" | "none";
  defaultTaxRates: string[];
  intentMetadata: Record<string, string>;
  intentDescription: string | null;
  setupFutureUsage: "off_session" | "on_session" | null;
  createsInvoice: boolean;
  /** Tax follows the country of the customer, or the one entered on the page. */
  automaticTax?: boolean;
  /** What is entered on the page replaces the address that the customer has (`customer_update[address]`). */
  updatesAddress?: boolean;
  /** The payment or setup intent that submissions use, kept over declines. */
  intent: string | null;
  /** A submission that waits for the bank's challenge. */
  pending: Submitted | null;
};

/** Why an intent waits for the customer, and what its success completes. */
export type IntentRecord = {
  id: string;
  returnUrl: string | null;
  /** The invoice that a payment intent pays. */
  invoice: string | null;
  /** The checkout session that opened it. */
  checkout: string | null;
  /** A portal session whose card it sets up. */
  portal: string | null;
  /** The subscription whose pending setup it is. */
  subscription: string | null;
  offSession: boolean;
};

/** An event on its way to one endpoint. */
export type Delivery = {
  id: string;
  event: string;
  endpoint: string;
  status: "pending" | "delivered" | "failed" | "dropped";
  next_attempt_at: number | null;
  attempts: { at: number; status: number | null; error: string | null; duration_ms: number }[];
};

/** A webhook endpoint's signing secrets, the current one first. */
export type EndpointSecret = {
  id: string;
  secrets: string[];
  /** Earlier secrets that still sign until their time (milliseconds). */
  expiring?: { secret: string; until: number }[];
};

/** The answer kept for an idempotency key. */
export type IdempotencyRecord = {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
};

/** Per-account behaviour that Stripe keeps in its dashboard. */
export type Settings = {
  id: "settings";
  business_name: string;
  country: string;
  /** Days after the first failure at which a renewal is tried again. */
  retry_days: number[];
  /** What becomes of the subscription after the last retry. */
  after_last_retry: "cancel" | "unpaid" | "past_due" | "pause";
  /** What becomes of the invoice then. */
  after_last_retry_invoice: "leave_open" | "mark_uncollectible";
  /** Days before the renewal at which invoice.upcoming is sent. */
  upcoming_days: number;
  /** A renewal's draft waits up to 72 hours for endpoints that answered `invoice.created` with a failure. */
  holds_unacknowledged_drafts: boolean;
  webhooks: WebhookFaults;
};

/** Faults of webhook delivery that the control API sets. */
export type WebhookFaults = {
  paused: boolean;
  /** The next so many deliveries are dropped. */
  drop_next: number;
  /** The next so many deliveries are sent twice. */
  duplicate_next: number;
  delay_ms: number;
  /** Deliveries of one burst are shuffled. */
  reorder: boolean;
  /** Only these types are touched by drop, duplicate and delay; empty = all. */
  types: string[];
  /** How failed deliveries are tried again; quick unless told. */
  retry_schedule?: "quick" | "stripe";
};
