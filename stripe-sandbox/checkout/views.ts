/** A card saved on the customer, as the hosted pages show it. */
export type SavedCard = {
  id: string;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  isDefault: boolean;
};

/** A line of the order summary. */
export type CheckoutLine = {
  description: string;
  productName: string;
  productDescription: string | null;
  quantity: number;
  unitAmountMinor: number;
  amountMinor: number;
  currency: string;
  interval: { unit: "day" | "week" | "month" | "year"; count: number } | null;
};

/** What is due now; `discountMinor` is positive. */
export type CheckoutAmounts = {
  currency: string;
  subtotalMinor: number;
  discountMinor: number;
  taxMinor: number;
  /** Due today: 0 during a trial. */
  totalMinor: number;
  /** What each later period costs, before tax; null outside subscription mode. */
  recurringMinor: number | null;
  promotionCode: string | null;
  discountLabel: string | null;
};

/** All that the hosted checkout page needs to draw itself. */
export type CheckoutView = {
  id: string;
  mode: "subscription" | "payment" | "setup";
  status: "open" | "complete" | "expired";
  businessName: string;
  lines: CheckoutLine[];
  amounts: CheckoutAmounts;
  trialDays: number | null;
  trialEndsAt: number | null;
  requiresCard: boolean;
  allowsPromotionCodes: boolean;
  collectsBillingAddress: boolean;
  /** Whether tax is added: not at all, once a country is known, or as the amounts say. */
  tax: "off" | "waits" | "known";
  /** What was entered last, else the customer's own. */
  address: { country: string | null; postalCode: string | null };
  submitType: "auto" | "book" | "donate" | "pay" | "subscribe" | null;
  customerEmail: string | null;
  customerName: string | null;
  savedCards: SavedCard[];
  /** Already with `{CHECKOUT_SESSION_ID}` replaced. */
  successUrl: string | null;
  cancelUrl: string | null;
  locale: string | null;
  customMessage: string | null;
};

/** A card as typed into a form. */
export type CardEntry = { number: string; expMonth: number; expYear: number; cvc: string };

/** What the customer submitted on the checkout page. */
export type CheckoutSubmission = {
  /** Left out when nothing is due and the session does not ask for a card. */
  card?: CardEntry;
  savedPaymentMethodId?: string;
  email?: string;
  name?: string;
  country?: string;
  postalCode?: string;
  promotionCode?: string;
};

/** A refusal that names the field to correct. */
export type InvalidField = { kind: "invalid"; field: string; message: string };

/** A card that the bank declined. */
export type Declined = { kind: "declined"; code: string; declineCode: string | null; message: string };

/** What submitting the checkout page led to. */
export type CheckoutOutcome =
  | { kind: "complete"; redirectUrl: string }
  | { kind: "requires_action"; challengeUrl: string }
  | Declined
  | InvalidField;

/** The answer to a promotion code. */
export type PromotionOutcome = { kind: "applied"; amounts: CheckoutAmounts } | { kind: "refused"; message: string };

/** How the customer leaves the bank's challenge page. */
export type ChallengeOutcome = "complete" | "fail" | "cancel";

/** What the bank's challenge page shows. */
export type ChallengeView = {
  intentId: string;
  kind: "payment" | "setup";
  businessName: string;
  amountMinor: number | null;
  currency: string | null;
  last4: string | null;
  /** False once the challenge was answered. */
  isPending: boolean;
};

/** A subscription as the portal lists it. */
export type PortalSubscription = {
  id: string;
  status: string;
  description: string;
  amountMinor: number;
  currency: string;
  interval: { unit: "day" | "week" | "month" | "year"; count: number };
  currentPeriodEndsAt: number;
  cancelsAt: number | null;
  trialEndsAt: number | null;
  card: SavedCard | null;
};

/** An invoice as the portal lists it. */
export type PortalInvoice = {
  id: string;
  number: string | null;
  createdAt: number;
  totalMinor: number;
  currency: string;
  status: string;
  hostedUrl: string | null;
  pdfUrl: string | null;
};

/** Where a customer lives, as the API has it. */
export type PostalAddress = {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
};

/** All that the portal page needs to draw itself. */
export type PortalView = {
  id: string;
  businessName: string;
  headline: string | null;
  returnUrl: string | null;
  customerEmail: string | null;
  customerName: string | null;
  customerAddress: PostalAddress | null;
  /** What of it the customer may change. */
  customerUpdates: ("address" | "email" | "name")[];
  canUpdateCard: boolean;
  canChangePlan: boolean;
  canCancel: boolean;
  /** The reasons to choose from when a plan is cancelled; empty when the portal does not ask. */
  cancellationReasons: string[];
  /** The language that the session asks for. */
  locale: string | null;
  showsInvoices: boolean;
  /** The one step that the session was opened for, if any. */
  flow: "payment_method_update" | "subscription_cancel" | "subscription_update" | "subscription_update_confirm" | null;
  flowSubscriptionId: string | null;
  subscriptions: PortalSubscription[];
  cards: SavedCard[];
  /** Ids of the cards that the customer may remove. */
  removableCards: string[];
  invoices: PortalInvoice[];
};

/** A price that the portal offers in exchange. */
export type PortalPlan = {
  priceId: string;
  productName: string;
  productDescription: string | null;
  amountMinor: number;
  currency: string;
  interval: { unit: "day" | "week" | "month" | "year"; count: number };
  isCurrent: boolean;
  /** The bounds of the quantity where the customer may choose it. */
  quantity: { minimum: number; maximum: number | null } | null;
};

/** What a change of plan comes to. */
export type PortalChangePreview = {
  subscriptionId: string;
  productName: string;
  quantity: number;
  recurringMinor: number;
  interval: { unit: "day" | "week" | "month" | "year"; count: number };
  currency: string;
  lines: { description: string; amountMinor: number }[];
  dueNowMinor: number;
  /** What the next invoice adds to or takes off the usual amount. */
  nextInvoiceMinor: number;
  /** Now, or the period's end where the configuration puts the change off. */
  effectiveAt: number;
};

/** What a portal action led to. */
export type PortalOutcome =
  | { kind: "complete"; redirectUrl: string }
  | { kind: "requires_action"; challengeUrl: string }
  | Declined
  | InvalidField;

/** An invoice as its hosted page shows it. */
export type HostedInvoiceView = {
  id: string;
  number: string | null;
  status: string;
  businessName: string;
  customerEmail: string | null;
  customerName: string | null;
  createdAt: number;
  dueAt: number | null;
  paidAt: number | null;
  currency: string;
  lines: {
    description: string;
    quantity: number;
    amountMinor: number;
    periodStartsAt: number;
    periodEndsAt: number;
  }[];
  subtotalMinor: number;
  discountMinor: number;
  taxMinor: number;
  totalMinor: number;
  creditAppliedMinor: number;
  amountDueMinor: number;
  amountPaidMinor: number;
  amountRemainingMinor: number;
  savedCards: SavedCard[];
};
