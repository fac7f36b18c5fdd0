import type { PaymentIntent, Price, Subscription, TaxRate } from "../store/wire";
import type { CancelAt } from "./cancel-time";
import type { Applied } from "./discounts";
import type { LineInput } from "./invoice-lines";

/** How a subscription that is not paid at once behaves. */
export type PaymentBehavior =
  | "allow_incomplete"
  | "default_incomplete"
  | "error_if_incomplete"
  | "pending_if_incomplete";

/** An item that a new subscription begins with. */
export type NewItem = {
  price: Price;
  quantity: number | null;
  metadata: Record<string, string>;
  taxRates: TaxRate[];
  discounts?: Applied[];
};

/** All that a new subscription is made from. */
export type SubscriptionInput = {
  customer: string;
  items: NewItem[];
  extraLines: LineInput[];
  currency: string;
  trialEnd: number | null;
  missingPaymentMethod: "cancel" | "create_invoice" | "pause";
  /** What a trial's end does to the anchor; left out, it begins the cycle. */
  trialEndAnchor?: "now" | "unchanged" | null;
  paymentBehavior: PaymentBehavior;
  defaultPaymentMethod: string | null;
  collectionMethod: "charge_automatically" | "send_invoice";
  daysUntilDue: number | null;
  cancelAtPeriodEnd: boolean;
  cancelAt: CancelAt;
  billingCycleAnchor: number | null;
  /** The day that the anchor was found by. */
  anchorDay?: Subscription["billing_cycle_anchor_config"];
  prorationBehavior: "create_prorations" | "always_invoice" | "none";
  metadata: Record<string, string>;
  description: string | null;
  discounts: Applied[];
  taxRates: TaxRate[];
  saveDefaultPaymentMethod: "off" | "on_subscription";
  paymentMethodTypes: Subscription["payment_settings"];
  billingMode: "classic" | "flexible";
  offSession: boolean;
  automaticTax?: boolean;
  taxCountry?: string | null;
  /** A payment that was already made for the first invoice, as Checkout does. */
  paidBy?: PaymentIntent;
};
